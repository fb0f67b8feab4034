import { JobQueue } from "../../queue/index.js";
import { defineCommand } from "../command.js";
import { noneSelected, SELECTION_OPTIONS, wordsOrSelected } from "../job-selection.js";
import { idOf, JOB_WORD, placesFor } from "../job-words.js";
import { NOTIFY_OPTION } from "../notify.js";
import { waitForJobs } from "../wait-for-jobs.js";

export const wait = defineCommand({
  name: "wait",
  summary: "end when jobs end, with their exit code",
  about:
    "Wait until jobs have ended, and end with their exit code: 128 + signal for one that was killed, 124 for one that ran out of time, 1 for another failure, 125 for trouble of wait itself, such as a job that is removed. Of several jobs, the first code that is not 0. Of a batch, jobs that were resubmitted count by their last try.",
  words: { usage: "[id...]", help: JOB_WORD, offers: { kind: "jobs", states: ["queued", "running"] } },
  options: { ...SELECTION_OPTIONS, ...NOTIFY_OPTION },
  hasCodesOfItsOwn: true,
  examples: [
    ["Go on only if it went well", "dirq wait $(dirq submit make all) && ./deploy"],
    ["Until a whole sweep has ended, with a bell", "dirq wait --batch sweep-3f9a2c --notify"],
  ],
  async run(cli, words, options) {
    const queue = new JobQueue(cli.jobsDirectory);
    const named = wordsOrSelected(queue, { words, command: "wait", lastTries: true }, options);
    const known = placesFor(queue, named);
    const ids = [...new Set(named.names.map((name) => idOf(queue, named.kind, name, known)))];
    if (ids.length === 0) return cli.say(`Nothing to wait for: ${noneSelected(options)}.`);
    const { batch = [], state, notify } = options;
    const again = batch.length > 0 && state === undefined ? batch.flatMap((name) => ["--batch", name]) : ids;
    await waitForJobs(cli, queue, { ids, again, notify });
  },
});
