/** What keeps a queue from starting any job. */
import type { JobQueue } from "../../queue/index.js";
import { QUEUE_PAUSED } from "../../wording/index.js";
import type { Cli } from "../cli.js";

export type QueueAtWork = Pick<JobQueue, "paused" | "hasWorker">;

/** For whoever put a job there that waits for nothing else. */
export function sayWhyQueueStands(cli: Cli, queue: QueueAtWork): void {
  const { paused } = queue;
  if (paused) cli.say(`Not to run yet: ${QUEUE_PAUSED}.`);
  sayHowQueueGoesOn(cli, queue, paused);
}

export function sayHowQueueGoesOn(cli: Cli, queue: QueueAtWork, paused = queue.paused): void {
  if (paused) cli.say(`To let the queue go on: ${cli.commandLine("resume")}`);
  sayIfNobodyWorks(cli, queue);
}

/** Only workers move on what is due, so in a queue without one nothing ever starts. */
export function sayIfNobodyWorks(cli: Cli, queue: Pick<QueueAtWork, "hasWorker">): void {
  if (!queue.hasWorker()) cli.say(`No dirq worker is at work here yet. To start one: ${cli.commandLine("worker")}`);
}
