import { JobQueue } from "../../queue/index.js";
import { defineCommand } from "../command.js";
import { JOB_WORD, resolveJob } from "../job-words.js";
import { NOTIFY_OPTION } from "../notify.js";
import { waitForJobs } from "../wait-for-jobs.js";

export const wait = defineCommand({
  name: "wait",
  summary: "end when jobs end, with their exit code",
  about:
    "Wait until jobs have ended, and end with their exit code: 128 + signal for one that was killed, 124 for one that ran out of time, 1 for another failure, 125 for trouble of wait itself. Of several jobs, the first code that is not 0.",
  words: { usage: "<id...>", help: JOB_WORD },
  options: NOTIFY_OPTION,
  hasCodesOfItsOwn: true,
  examples: [["Go on only if it went well", "dirq wait $(dirq submit make all) && ./deploy"]],
  async run(cli, words, { notify }) {
    const queue = new JobQueue(cli.jobsDirectory);
    const ids = [...new Set(words.map((word) => resolveJob(queue, word)))];
    await waitForJobs(cli, queue, { ids, again: ids, notify });
  },
});
