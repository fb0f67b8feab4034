import { JobQueue } from "../../queue/index.js";
import { defineCommand } from "../command.js";
import { forEachJob, JOB_WORD } from "../job-words.js";
import { queuedWords } from "../job-line.js";

export const release = defineCommand({
  name: "release",
  summary: "let held jobs start",
  about: "Let held jobs start, or go back to waiting for what they waited for before.",
  words: { usage: "<id...>", help: JOB_WORD },
  options: {},
  examples: [["What was submitted with --hold", "dirq release last"]],
  run(cli, words) {
    const queue = new JobQueue(cli.jobsDirectory);
    forEachJob(cli, { queue, words, participle: "released" }, (id) => {
      queue.unhold(id);
      const job = queue.get(id);
      const why = job?.state === "queued" ? queuedWords(queue, job, Date.now()) : undefined;
      cli.say(why === undefined ? `Released ${id}.` : `Released ${id}; it still waits: ${why}.`);
    });
  },
});
