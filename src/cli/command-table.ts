/** Every command, in the order of the help. */
import type { Command } from "./command.js";
import { cancel } from "./commands/cancel.js";
import { info } from "./commands/info.js";
import { list } from "./commands/list.js";
import { logs } from "./commands/logs.js";
import { monitor } from "./commands/monitor.js";
import { restore } from "./commands/restore.js";
import { resubmit } from "./commands/resubmit.js";
import { rm } from "./commands/rm.js";
import { submit } from "./commands/submit.js";
import { wait } from "./commands/wait.js";
import { worker } from "./commands/worker.js";

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

export const COMMAND_GROUPS: readonly CommandGroup[] = [
  { title: "Submit and run:", commands: [submit, resubmit, worker] },
  { title: "Look:", commands: [list, info, logs, monitor, wait] },
  { title: "Change:", commands: [cancel, rm, restore] },
];

export const COMMANDS: readonly Command[] = COMMAND_GROUPS.flatMap(({ commands }) => commands);
