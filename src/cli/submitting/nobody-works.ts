import type { JobQueue } from "../../queue/index.js";
import type { Cli } from "../cli.js";

/** Whoever waits for a job to start wants to know that nothing here would start it. */
export function sayIfNobodyWorks(cli: Cli, queue: Pick<JobQueue, "hasWorker">): void {
  if (!queue.hasWorker()) cli.say(`No dirq worker is at work here yet. To start one: ${cli.commandLine("worker")}`);
}
