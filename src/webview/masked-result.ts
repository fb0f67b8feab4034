/** A job's result and error as they are shown until one asks for their secrets. */
import type { JobDetails } from "../live/live-queue.js";
import { isSecret, MASK, secretsTaker } from "../wording/index.js";
import type { JsonNode } from "./json/json-nodes.js";
import type { Mask } from "./json/json-tree.js";

/** The page is drawn each second, and a job may have very many variables. */
const known = new WeakMap<JobDetails, (text: string) => string>();

/** Takes from a text what is a secret of the job's, and what else looks like one. */
export function withoutSecretsOf(job: JobDetails): (text: string) => string {
  const taker = known.get(job) ?? secretsTaker(job.env);
  known.set(job, taker);
  return taker;
}

const masks = new WeakMap<JobDetails, Mask>();

/** For the values of a result. */
export function resultMask(job: JobDetails): Mask {
  const withoutSecrets = withoutSecretsOf(job);
  const mask = masks.get(job) ?? askedOnce(({ name }, value) => (isSecret(name, value) ? MASK : withoutSecrets(value)));
  masks.set(job, mask);
  return mask;
}

/** The tree is drawn with each key, and a long string takes a second. Its nodes are the same as long as the text is. */
function askedOnce(mask: Mask): Mask {
  const answers = new WeakMap<JsonNode, string>();
  return (node, value) => {
    const answer = answers.get(node) ?? mask(node, value);
    answers.set(node, answer);
    return answer;
  };
}
