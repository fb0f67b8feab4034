import { JobQueue, type JobOrDamaged } from "../../queue/index.js";
import { isHeld } from "../../wording/index.js";
import { CHANGES_JSON, forEachJob } from "../changing/change-jobs.js";
import { noneSelected, SELECTION_OPTIONS, wordsOrSelected } from "../choosing/job-selection.js";
import { JOB_WORD } from "../choosing/job-words.js";
import { defineCommand } from "../command.js";
import { queuedWords } from "../showing/job-line.js";

export const release = defineCommand({
  name: "release",
  summary: "let held jobs start",
  about: "Let held jobs start, or go back to waiting for what they waited for before.",
  words: { usage: "[id...]", help: JOB_WORD, offers: { kind: "jobs", states: ["queued"] } },
  options: { ...SELECTION_OPTIONS, ...CHANGES_JSON },
  examples: [
    ["What was submitted with --hold", "dirq release last"],
    ["All of a sweep", "dirq release --batch sweep-3f9a2c"],
  ],
  async run(cli, given, options) {
    const queue = new JobQueue(cli.jobsDirectory);
    const named = wordsOrSelected(queue, { words: given, command: "release", narrow: held }, options);
    if (named.names.length === 0) return cli.say(`Nothing to release: ${noneSelected(options)}.`);
    await forEachJob(cli, {
      queue,
      named,
      participle: "released",
      operate: (ids, known) => queue.unholdMany(ids, known),
      json: options.json,
      words: (place, id) => {
        const job = queue.readAt(place);
        const why = job?.state === "queued" ? queuedWords(queue, job, Date.now()) : undefined;
        return why === undefined ? `Released ${id}.` : `Released ${id}; it still waits: ${why}.`;
      },
    });
  },
});

function held(jobs: readonly JobOrDamaged[]): readonly JobOrDamaged[] {
  return jobs.filter((job) => job.state === "queued" && isHeld(job));
}
