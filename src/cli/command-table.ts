/** Every command in the order of the help. A command's own file is loaded when it is called, and not before. */
import type { Command } from "./command.js";

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const COMMAND_GROUPS: readonly { readonly title: string; readonly commands: readonly CommandEntry[] }[] = [
  {
    title: "Submit and run:",
    commands: [
      {
        name: "submit",
        summary: "put a command, or any JSON, into the queue",
        load: async () => (await import("./commands/submit.js")).submit,
      },
      {
        name: "resubmit",
        summary: "submit jobs again, under new ids",
        load: async () => (await import("./commands/resubmit.js")).resubmit,
      },
      {
        name: "worker",
        summary: "run what is queued",
        load: async () => (await import("./commands/worker.js")).worker,
      },
    ],
  },
  {
    title: "Look:",
    commands: [
      {
        name: "list",
        summary: "the jobs, newest first",
        load: async () => (await import("./commands/list.js")).list,
      },
      {
        name: "info",
        summary: "all about one job",
        load: async () => (await import("./commands/info.js")).info,
      },
      {
        name: "logs",
        summary: "what a job printed",
        load: async () => (await import("./commands/logs.js")).logs,
      },
      {
        name: "monitor",
        summary: "watch a job until it ends",
        load: async () => (await import("./commands/monitor.js")).monitor,
      },
      {
        name: "wait",
        summary: "end when jobs end, with their exit code",
        load: async () => (await import("./commands/wait.js")).wait,
      },
    ],
  },
  {
    title: "Change:",
    commands: [
      {
        name: "cancel",
        summary: "stop jobs, or keep them from starting",
        load: async () => (await import("./commands/cancel.js")).cancel,
      },
      {
        name: "rm",
        summary: "move jobs to the trash",
        load: async () => (await import("./commands/rm.js")).rm,
      },
      {
        name: "restore",
        summary: "undo rm",
        load: async () => (await import("./commands/restore.js")).restore,
      },
    ],
  },
];

export const COMMANDS: readonly CommandEntry[] = COMMAND_GROUPS.flatMap(({ commands }) => commands);
