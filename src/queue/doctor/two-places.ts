/** Jobs that stand in more than one place. */
import type { Store } from "../disk/store.js";
import { livenessOf } from "../processes/identity.js";
import { isLostRaceMark } from "../reading/failed-mark.js";
import { claimsIn, idsIn, waitingIn } from "../reading/scan.js";
import type { Finding } from "./finding.js";
import { nameIn } from "./folders.js";
import { deadView } from "./owners.js";

interface Standing {
  /** As a person calls it. */
  readonly name: string;
  readonly path: string;
}

export function checkTwoPlaces(store: Store): Finding[] {
  const { disk, layout } = store;
  return [...standings(store)].flatMap(([id, places]): Finding[] => {
    const [first] = places;
    const counts = places.at(-1);
    if (first === undefined || counts === undefined || places.length < 2) return [];
    const evidence = `it stands in ${places.map(({ name }) => name).join(" and in ")}`;
    const mark = layout.job("failed", id);
    if (isLostRaceMark(disk, mark)) {
      const remedy = "move the failed mark, which a Python worker left when it lost a race, to the trash";
      return [{ kind: "false-mark", id, path: mark, evidence, remedy, fixable: true }];
    }
    const isRunAgain = first.name === "waiting" || first.name === "queued";
    const remedy = `${counts.name} counts${isRunAgain ? ", and a worker would run it once more" : ""}; if that is not wanted, delete ${nameIn(store, first.path)} by hand`;
    return [{ kind: "two-states", id, path: first.path, evidence, remedy, fixable: false }];
  });
}

/** Where each id stands, in the order in which jobs flow, so that the last one counts. */
function standings(store: Store): Map<string, Standing[]> {
  const { layout } = store;
  const found = new Map<string, Standing[]>();
  const add = (id: string, name: string, path: string): void => {
    found.set(id, [...(found.get(id) ?? []), { name, path }]);
  };
  for (const { id, why } of waitingIn(store)) add(id, "waiting", layout.waitingJob(id, why));
  for (const id of idsIn(store, "queued")) add(id, "queued", layout.job("queued", id));
  // What the dead have left is brought to an end, and a decided end is about to be published.
  const claims = claimsIn(store);
  const standing = claims.filter(({ part, worker }) => part === "claim" && livenessOf(worker) !== "dead");
  for (const { id, claim, why } of standing) add(id, "claims", layout.claimFile(id, claim, why));
  const claimed = new Set(claims.map(({ id }) => id));
  const unclaimed = idsIn(store, "running").filter((id) => !claimed.has(id) && deadView(store, id) === undefined);
  for (const id of unclaimed) add(id, "running", layout.job("running", id));
  for (const state of ["failed", "completed"] as const) {
    for (const id of idsIn(store, state)) add(id, state, layout.job(state, id));
  }
  return found;
}
