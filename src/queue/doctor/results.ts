/** Results of jobs that are in no state. */
import { SET_ASIDE } from "../disk/set-aside.js";
import type { Store } from "../disk/store.js";
import { idsInHealing } from "../healing/heal.js";
import { scan } from "../reading/scan.js";
import { trashFolders } from "../trash/trash-folder.js";
import type { Finding } from "./finding.js";

export function checkResults(store: Store): Finding[] {
  const { disk, layout } = store;
  const places = scan(store);
  const names = disk.names(layout.results).filter((name) => !isOthers(name) && !places.has(name));
  if (names.length === 0) return [];
  // Those of a job that was being removed or restored go where that goes, or its end comes back that is looked at.
  const halfDone = trashFolders(store, "removing", "restoring").map((folder) => folder.readManifest()?.id);
  const spared = new Set([...halfDone, ...idsInHealing(store)]);
  return names.flatMap((id): Finding[] => {
    if (spared.has(id)) return [];
    const evidence = "no job with this id stands in any state";
    const remedy = "look at it, and delete it by hand if nobody needs it";
    return [{ kind: "results-without-job", id, path: layout.resultDirectory(id), evidence, remedy, fixable: false }];
  });
}

/** The trash of results, and what was set aside: each has a finding of its own. */
function isOthers(name: string): boolean {
  return name.startsWith(".") || SET_ASIDE.test(name);
}
