/** Errors in which a table hides what looks like a secret: whoever reads them by program must not take them for whole. */
import type { JobOrDamaged } from "../../queue/index.js";
import { firstLine } from "../../wording/index.js";
import { asWords } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { shownText } from "./without-secrets.js";

/** In the line that a table shows of it. */
export function hidesSecret(job: JobOrDamaged): boolean {
  return job.state === "failed" && firstLine(shownText(job.error, job.params)) !== firstLine(job.error);
}

/** `id`: of the first job with such an error, if any. */
export function sayWhatIsHidden(cli: Cli, id: string | undefined): void {
  if (id !== undefined)
    cli.say(`What looks like a secret is hidden. See ${cli.commandLine("info", "--json", ...asWords(id))}`);
}
