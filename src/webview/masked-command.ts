/** A job's command as it is shown until one asks for its secrets. */
import type { JobDetails } from "../live/live-queue.js";
import { beginning } from "../wording/index.js";
import { MOST_TEXT } from "./code-block.js";
import { withoutSecretsOf } from "./masked-result.js";
import type { PanelModel } from "./model.js";
import { onceEach } from "./once-each.js";
import { COMMAND } from "./revealable.js";

export interface MaskedCommand {
  /** Of a very long command the beginning. */
  readonly text: string;
  /** Whether there are secrets in it, be they masked or not. */
  readonly hasSecrets: boolean;
}

export function maskedCommand({ revealed }: PanelModel, job: JobDetails): MaskedCommand {
  const exact = shownOf(job);
  const masked = maskedCommandOf(job);
  return { text: revealed.has(COMMAND) ? exact : masked, hasSecrets: masked !== exact };
}

const maskedCommandOf = onceEach((job: JobDetails) => withoutSecretsOf(job)(shownOf(job)));

function shownOf({ command = "" }: JobDetails): string {
  return beginning(command, MOST_TEXT);
}
