/** Every command, in the order of the help. */
import type { Command } from "./command.js";
import { cancel } from "./commands/cancel.js";
import { completion } from "./commands/completion.js";
import { doctor } from "./commands/doctor.js";
import { hold } from "./commands/hold.js";
import { info } from "./commands/info.js";
import { list } from "./commands/list.js";
import { logs } from "./commands/logs.js";
import { monitor } from "./commands/monitor.js";
import { open } from "./commands/open.js";
import { pause } from "./commands/pause.js";
import { release } from "./commands/release.js";
import { restore } from "./commands/restore.js";
import { resubmit } from "./commands/resubmit.js";
import { results } from "./commands/results.js";
import { resume } from "./commands/resume.js";
import { rm } from "./commands/rm.js";
import { stats } from "./commands/stats.js";
import { submit } from "./commands/submit.js";
import { trash } from "./commands/trash.js";
import { wait } from "./commands/wait.js";
import { worker } from "./commands/worker.js";
import { workers } from "./commands/workers.js";

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

export const COMMAND_GROUPS: readonly CommandGroup[] = [
  { title: "Submit and run:", commands: [submit, resubmit, worker] },
  { title: "Look:", commands: [list, info, logs, results, stats, open, monitor, wait, workers, doctor] },
  { title: "Change:", commands: [cancel, hold, release, rm, restore, trash, pause, resume] },
  { title: "Help at the Tab key:", commands: [completion] },
];

export const COMMANDS: readonly Command[] = COMMAND_GROUPS.flatMap(({ commands }) => commands);
