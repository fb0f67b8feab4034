import { JobQueue } from "../../queue/index.js";
import { defineCommand } from "../command.js";
import { forEachJob, JOB_WORD } from "../job-words.js";

export const hold = defineCommand({
  name: "hold",
  summary: "keep queued jobs from starting, for now",
  about: "Keep queued jobs from starting until dirq release. What they waited for before is kept.",
  words: { usage: "<id...>", help: JOB_WORD },
  options: {},
  examples: [["Let the newest wait", "dirq hold last"]],
  run(cli, words) {
    const queue = new JobQueue(cli.jobsDirectory);
    forEachJob(cli, { queue, words, participle: "held" }, (id) => {
      queue.hold(id);
      cli.say(`Held ${id}. To let it start: ${cli.commandLine("release", id)}`);
    });
  },
});
