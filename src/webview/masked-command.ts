/** A job's command as it is shown until one asks for its secrets. */
import type { JobDetails } from "../live/live-queue.js";
import { beginning, withoutSecrets } from "../wording/index.js";
import { MOST_TEXT } from "./code-block.js";
import type { PanelModel } from "./model.js";
import { COMMAND } from "./revealable.js";

export interface MaskedCommand {
  /** Of a very long command the beginning. */
  readonly text: string;
  /** Whether there are secrets in it, be they masked or not. */
  readonly hasSecrets: boolean;
}

export function maskedCommand({ revealed }: PanelModel, job: JobDetails): MaskedCommand {
  const exact = beginning(job.command ?? "", MOST_TEXT);
  const masked = maskedIn(job, exact);
  return { text: revealed.has(COMMAND) ? exact : masked, hasSecrets: masked !== exact };
}

/** The page is drawn each second, and the command may be long. */
const known = new WeakMap<JobDetails, string>();

function maskedIn(job: JobDetails, command: string): string {
  const masked = known.get(job) ?? withoutSecrets(command, job.env);
  known.set(job, masked);
  return masked;
}
