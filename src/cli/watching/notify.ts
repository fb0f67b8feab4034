/** Tells somebody who looks elsewhere that what was waited for has ended: the terminal's bell, and its title. */
import type { JobOrDamaged } from "../../queue/index.js";
import { printable, rowLabel } from "../../wording/index.js";
import type { Cli } from "../cli.js";

export const NOTIFY_OPTION = {
  notify: { type: "boolean", help: "ring the terminal's bell when it has ended, and say how in its title" },
} as const;

/** Does nothing where there is no terminal. `job` is the last that ended of `count`. */
export function notifyOfEnd({ err, out, exitCode }: Cli, job: JobOrDamaged, count: number): void {
  const screen = [err, out].find(({ isTerminal }) => isTerminal);
  const what = count > 1 ? `${count} jobs` : job.state === "damaged" ? job.id : rowLabel(job.id, job.params);
  screen?.write(`\x1b]0;${printable(`${exitCode === 0 ? "completed" : "failed"}: ${what}`)}\x07\x07`);
}
