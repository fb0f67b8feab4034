/** Results of jobs that are in no state. */
import { join } from "node:path";
import { SET_ASIDE } from "../disk/set-aside.js";
import type { Store } from "../disk/store.js";
import { idsInHealing } from "../healing/heal.js";
import { scan } from "../reading/scan.js";
import { jobIn } from "../trash/list.js";
import { trashFolders } from "../trash/trash-folder.js";
import type { Finding } from "./finding.js";

export function checkResults(store: Store): Finding[] {
  return [...beside(store), ...inTheirTrash(store)];
}

function beside(store: Store): Finding[] {
  const { disk, layout } = store;
  const places = scan(store);
  const names = disk.names(layout.results).filter((name) => !isOthers(name) && !places.has(name));
  if (names.length === 0) return [];
  // Those of a job that was being removed or restored go where that goes, or its end comes back that is looked at.
  const halfDone = trashFolders(store, "removing", "restoring").map((folder) => folder.readManifest()?.id);
  const spared = new Set([...halfDone, ...idsInHealing(store)]);
  const removed = removedWithoutResults(store);
  return names.flatMap((id): Finding[] => {
    if (spared.has(id)) return [];
    const path = layout.resultDirectory(id);
    const name = removed.get(id);
    return [
      name === undefined ? nobodys(path, "no job with this id stands in any state", id) : leftBehind(id, path, name),
    ];
  });
}

/**
 * What `restore` takes, by the job's id. Where the trash has the results too, a left-over process has made the directory
 * anew: it is in the way of the job's return.
 */
function removedWithoutResults(store: Store): ReadonlyMap<string, string> {
  const folders = trashFolders(store, "rm").filter(({ hasResults }) => !hasResults);
  return new Map(folders.flatMap((folder) => jobIn(store, folder) ?? []).map(({ id, name }) => [id, name]));
}

/** The trash of results, and what was set aside: each has a finding of its own. */
function isOthers(name: string): boolean {
  return name.startsWith(".") || SET_ASIDE.test(name);
}

/**
 * On another disk, of a job that is not in the trash: a power cut has undone its deletion there alone, or somebody deleted
 * `.dirq/`. Left to a person, for another queue may have its results on that disk too, and its trash.
 */
function inTheirTrash(store: Store): Finding[] {
  const { disk, layout } = store;
  const paths = disk.names(layout.resultsTrash).map((name) => join(layout.resultsTrash, name));
  if (paths.length === 0) return [];
  const folders = trashFolders(store, "removing", "rm", "restoring", "purging");
  const known = new Set(folders.map(({ resultsOnOtherDisk }) => resultsOnOtherDisk));
  const left = paths.filter((path) => !known.has(path));
  return left.map((path) => nobodys(path, "its job was removed, and is in the trash no more"));
}

function nobodys(path: string, evidence: string, id?: string): Finding {
  const remedy = "look at it, and delete it by hand if nobody needs it";
  return { kind: "results-without-job", id, path, evidence, remedy, fixable: false };
}

/** `name`: of the job in the trash, into which they did not follow it. */
function leftBehind(id: string, path: string, name: string): Finding {
  const evidence =
    "the job is in the trash without them: the disk refused to keep its removal, or has lost a part of it";
  const remedy = `they are the job's again after dirq restore ${name}; emptying the trash leaves them here`;
  return { kind: "results-without-job", id, path, evidence, remedy, fixable: false };
}
