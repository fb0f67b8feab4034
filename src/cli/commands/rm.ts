import { JobQueue } from "../../queue/index.js";
import { jobs, printable } from "../../wording/index.js";
import { defineCommand } from "../command.js";
import { forEachJob, JOB_WORD } from "../job-words.js";

export const rm = defineCommand({
  name: "rm",
  summary: "move jobs to the trash",
  about:
    "Move jobs and their results to the trash, without a question; dirq restore brings them back. A running job has to be cancelled first.",
  words: { usage: "<id...>", help: JOB_WORD },
  options: {},
  examples: [
    ["The newest job", "dirq rm last"],
    ["Two, by the ends of their ids", "dirq rm 4711 0815"],
  ],
  run(cli, words) {
    const queue = new JobQueue(cli.jobsDirectory);
    const removed: string[] = [];
    forEachJob(cli, { queue, words, participle: "removed" }, (id) => removed.push(queue.remove(id).id));
    if (removed.length === 0) return;
    cli.say(`Moved ${jobs(removed.length)} to the trash. To undo:`);
    cli.say(`  ${printable(cli.commandLine("restore", ...removed))}`);
  },
});
