/** A job's command as it is shown until one asks for its secrets. */
import type { JobDetails } from "../live/live-queue.js";
import { withoutSecrets } from "../wording/index.js";
import type { PanelModel } from "./model.js";

/** What `revealed` calls it: no variable has such a name. */
export const COMMAND = "=command";

/** Where it would take too long to look for secrets, nothing is shown until one asks. */
const MOST_MASKED = 1_000_000;

/** The page is drawn each second, and the command may be long. */
const masked = new WeakMap<JobDetails, string>();

export function maskedCommand(job: JobDetails): string {
  const { command = "", env } = job;
  const text = masked.get(job) ?? (command.length > MOST_MASKED ? "" : withoutSecrets(command, env));
  masked.set(job, text);
  return text;
}

export function shownCommand({ revealed }: PanelModel, job: JobDetails): string {
  return revealed.has(COMMAND) ? (job.command ?? "") : maskedCommand(job);
}
