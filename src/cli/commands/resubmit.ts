import { JobQueue } from "../../queue/index.js";
import { defineCommand } from "../command.js";
import { forEachJob, JOB_WORD } from "../job-words.js";

export const resubmit = defineCommand({
  name: "resubmit",
  summary: "submit jobs again, under new ids",
  about: "Submit jobs again exactly as they were, under new ids, and print these. The old jobs stay as they are.",
  words: { usage: "<id...>", help: JOB_WORD },
  options: { name: { type: "string", short: "n", value: "name", help: "what to call the new job" } },
  examples: [["Once more what failed last", "dirq resubmit last-failed"]],
  run(cli, words, { name }) {
    const queue = new JobQueue(cli.jobsDirectory);
    forEachJob(cli, { queue, words, participle: "resubmitted" }, (id) => {
      cli.out.line(queue.resubmit(id, name === undefined ? {} : { name }).id);
    });
  },
});
