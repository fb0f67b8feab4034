/** A task of type `dirq` in tasks.json, and the command line that it stands for. */
import * as z from "zod/mini";

/** As in package.json's `taskDefinitions`. */
export const TASK_TYPE = "dirq";

const worker = z.object({
  task: z.literal("worker"),
  jobsDirectory: z.optional(z.string()),
  slots: z.optional(z.int().check(z.minimum(1))),
  untilEmpty: z.optional(z.boolean()),
});

const submit = z.object({
  task: z.literal("submit"),
  command: z.string(),
  jobsDirectory: z.optional(z.string()),
  name: z.optional(z.string()),
  cwd: z.optional(z.string()),
  timeout: z.optional(z.string()),
  retries: z.optional(z.int().check(z.minimum(1))),
  wait: z.optional(z.boolean()),
});

const logs = z.object({
  task: z.literal("logs"),
  id: z.string(),
  jobsDirectory: z.optional(z.string()),
});

const definition = z.discriminatedUnion("task", [worker, submit, logs]);

export type DirqTask = z.infer<typeof definition>;

/** A person writes it by hand: `fault` is a sentence that says which of its keys is wrong. */
export function readDefinition(written: unknown): { readonly task: DirqTask } | { readonly fault: string } {
  const { data, error } = z.safeParse(definition, written);
  return data === undefined ? { fault: faultIn(error?.issues[0]) } : { task: data };
}

const KEYS = {
  task: '"worker", "submit" or "logs"',
  command: "the shell command, in quotation marks",
  slots: "a whole number from 1 on",
  retries: "a whole number from 1 on",
  untilEmpty: "true or false",
  wait: "true or false",
};

function faultIn(issue: { readonly path: readonly PropertyKey[] } | undefined): string {
  const key = String(issue?.path[0] ?? "task");
  const wanted = Object.entries(KEYS).find(([name]) => name === key)?.[1] ?? "text in quotation marks";
  return `In a task of type dirq, "${key}" has to be ${wanted}.`;
}

export interface TaskSurroundings {
  /** Of the queue, where the task names none. */
  readonly jobsDirectory: string;
  /** What a worker runs commands with; empty: its default. */
  readonly shell: string;
}

/** The words after `dirq`. Variables such as `${file}` in them are VS Code's to fill in. */
export function argsOf(task: DirqTask, { jobsDirectory, shell }: TaskSurroundings): string[] {
  const start = ["--jobs-dir", task.jobsDirectory ?? jobsDirectory, task.task];
  switch (task.task) {
    case "worker":
      return [
        ...start,
        ...option("slots", task.slots),
        ...option("shell", shell),
        ...(task.untilEmpty ? ["--rm"] : []),
      ];
    case "submit":
      return [
        ...start,
        ...option("name", task.name),
        ...option("cwd", task.cwd),
        ...option("timeout", task.timeout),
        ...option("retries", task.retries),
        ...(task.wait ? ["--monitor"] : []),
        "--",
        task.command,
      ];
    case "logs":
      return [...start, "--follow", task.id];
  }
}

function option(name: string, value: string | number | undefined): string[] {
  return value === undefined || value === "" ? [] : [`--${name}=${value}`];
}
