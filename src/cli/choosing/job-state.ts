/** States as options name them. */
import { JOB_STATES, type JobState } from "../../queue/index.js";
import { shellJoin } from "../../wording/index.js";
import { UsageError } from "../trouble.js";
import { similarOrAll } from "../typed/similar.js";

/** @throws UsageError */
export function jobState(word: string): JobState {
  const state = JOB_STATES.find((candidate) => candidate === word);
  if (state !== undefined) return state;
  throw new UsageError(`There is no state ${shellJoin([word])}.${similarOrAll(word, JOB_STATES)}`);
}
