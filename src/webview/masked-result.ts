/** A job's result and error as they are shown until one asks for their secrets. */
import type { JobDetails } from "../live/live-queue.js";
import { isSecret, MASK, secretsTaker } from "../wording/index.js";
import type { JsonNode } from "./json/json-nodes.js";
import type { Mask } from "./json/json-tree.js";
import { onceEach } from "./once-each.js";

/** Takes from a text what is a secret of the job's, and what else looks like one. */
export const withoutSecretsOf = onceEach(({ env }: JobDetails) => secretsTaker(env));

/** For the values of a result. */
export const resultMask = onceEach((job: JobDetails): Mask => {
  const withoutSecrets = withoutSecretsOf(job);
  return askedOnce(({ name }, value) => (isSecret(name, value) ? MASK : withoutSecrets(value)));
});

/** The tree is drawn with each key, and a long string takes a second. Its nodes are the same as long as the text is. */
function askedOnce(mask: Mask): Mask {
  const answers = new WeakMap<JsonNode, string>();
  return (node, value) => {
    const answer = answers.get(node) ?? mask(node, value);
    answers.set(node, answer);
    return answer;
  };
}
