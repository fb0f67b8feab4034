/** Resubmit All leaves out what has been resubmitted already: the later job says how that went. It asks, since more may be wanted. */
import type { Scope } from "../../wording/index.js";
import { choose } from "../messages.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";
import { readLong } from "../read-long.js";
import { againQuestion } from "./again-words.js";

/** Of the jobs of one queue those that are meant; undefined when the person changed their mind. */
export async function chosenToResubmit(
  { live }: QueueHandle,
  targets: readonly JobTarget[],
  scope: Scope,
): Promise<readonly JobTarget[] | undefined> {
  const found = await readLong("Looking for jobs that were resubmitted before", async () => {
    await live.catchUp();
    return live.resubmitted(targets.map(({ row }) => row.id));
  });
  if (found === undefined) return undefined;
  const before = new Set(found);
  if (before.size === 0) return targets;
  const fresh = targets.filter(({ row }) => !before.has(row.id));
  const { question, detail, others, all } = againQuestion({ fresh: fresh.length, again: before.size }, scope);
  const answer = await choose(question, { detail, acts: [...(others === undefined ? [] : [others]), all] });
  if (answer === undefined) return undefined;
  return answer === all ? targets : fresh;
}
