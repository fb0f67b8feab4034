/** A job's result and error as they are shown until one asks for their secrets. */
import type { JobDetails } from "../live/live-queue.js";
import { isSecret, MASK, secretsTaker } from "../wording/index.js";
import type { Mask } from "./json/json-tree.js";

/** What `revealed` calls them: no variable has such a name. */
export const RESULT = "=result";
export const ERROR = "=error";

/** For the values of a result. */
export function resultMask({ env }: JobDetails): Mask {
  const withoutSecrets = secretsTaker(env);
  return ({ name }, value) => (isSecret(name, value) ? MASK : withoutSecrets(value));
}
