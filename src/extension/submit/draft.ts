/** A job that is being put together: what was answered so far, and what follows from it. */
import type { SubmitChoices } from "../../live/live-queue.js";
import type { JobParams } from "../../queue/job.js";
import { secondsIn, wholeNumberIn } from "../../wording/index.js";
import { absolutePath } from "../absolute-path.js";
import type { QueueHandle } from "../queues/queues.js";

/** What a job can have besides its command, as it was typed. */
export const OPTIONS = ["name", "directory", "timeout", "retries"] as const;
export type Option = (typeof OPTIONS)[number];
export type Options = Readonly<Partial<Record<Option, string>>>;

export interface Draft {
  readonly queue: QueueHandle | undefined;
  /** Empty until it is given. */
  readonly command: string;
  /** What the command begins with where only the rest is asked for: an interpreter and a file. Else empty. */
  readonly start: string;
  /** What the person, or where the command comes from, said. An empty text: none. */
  readonly chosen: Options;
  /** What stands in boxes that were left before it was right. */
  readonly unfinished: Options;
}

export type ReadyDraft = Draft & { readonly queue: QueueHandle };

/** Several that are submitted together. */
export interface ReadyJobs {
  readonly queue: QueueHandle;
  readonly jobs: readonly JobParams[];
}

/** With the options that the same command had before, where nothing else was chosen. */
export function optionsOf({ chosen }: Draft, earlier: Options | undefined): Options {
  return { ...earlier, ...chosen };
}

/** Where the command runs: recorded, so that it finds its files whatever directory the worker stands in. */
export function directoryOf({ queue }: Draft, { directory = "" }: Options): string | undefined {
  const folder = queue?.folder?.uri.fsPath;
  return directory.trim() === "" ? folder : absolutePath(directory.trim(), folder);
}

export function paramsOf(draft: Draft, options: Options): JobParams {
  const name = options.name?.trim() ?? "";
  const directory = directoryOf(draft, options);
  const timeout = secondsIn(options.timeout ?? "");
  return {
    command: draft.command,
    type: "shell",
    ...(name === "" ? {} : { name }),
    ...(directory === undefined ? {} : { cwd: directory }),
    ...(timeout === undefined ? {} : { timeout }),
  };
}

export function submitChoicesOf({ retries = "" }: Options): SubmitChoices {
  return { retries: wholeNumberIn(retries.trim()) };
}
