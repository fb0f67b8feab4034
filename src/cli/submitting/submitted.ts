/** What is printed and said of jobs that are in the queue by now. */
import type { QueuedJob } from "../../queue/index.js";
import { afterWords, jobs as inWords, waitingWords } from "../../wording/index.js";
import { MOST_TO_COPY } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { EXIT } from "../exit-codes.js";
import { CannotWrite } from "../screen.js";
import { sayTrouble } from "../trouble.js";
import { sayHowQueueGoesOn, sayWhyQueueStands, type QueueAtWork } from "./standing-queue.js";

/**
 * Prints lines about some of them, for whoever reads: whoever reads no further, `head` for example, still wants all jobs
 * to be submitted. Returns what keeps them from being printed.
 */
export function printLines(cli: Cli, lines: readonly string[]): CannotWrite | undefined {
  try {
    cli.out.writeIfRead(lines.map((line) => `${line}\n`).join(""));
    return undefined;
  } catch (error) {
    if (error instanceof CannotWrite) return error;
    throw error;
  }
}

/** Whoever took them for lost would submit them once more. */
export function sayUnprinted(cli: Cli, trouble: CannotWrite, submitted: readonly string[]): void {
  const [first, last] = [submitted[0] ?? "", submitted.at(-1) ?? ""];
  sayTrouble(cli, trouble);
  const which = submitted.length === 1 ? `Job ${first} was` : `${inWords(submitted.length)}, ${first} to ${last}, were`;
  cli.say(`${which} submitted all the same.`);
  cli.exitCode = cli.troubleCode ?? EXIT.failure;
}

export interface NewJobs {
  readonly ids: readonly string[];
  /** Nothing is kept of the others but their ids: there may be a hundred thousand. */
  readonly first: QueuedJob | undefined;
}

/** What keeps them from being run, and what to do about it. */
export function sayWhyNotYet(cli: Cli, queue: QueueAtWork, { ids, first }: NewJobs): void {
  // All jobs of one call wait for the same.
  const waits = first && waitingWords({ waiting: first.waiting, after: afterWords(first) }, Date.now());
  if (waits === undefined) return sayWhyQueueStands(cli, queue);
  cli.say(`Not to run yet: ${waits}.`);
  const areFew = ids.length <= MOST_TO_COPY;
  if (waits.startsWith("held") && areFew)
    cli.say(`To let ${ids.length === 1 ? "it" : "them"} start: ${cli.commandLine("release", ...ids)}`);
  sayHowQueueGoesOn(cli, queue);
}
