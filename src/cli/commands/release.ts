import { JobQueue, type JobOrDamaged, type Place } from "../../queue/index.js";
import { isHeld } from "../../wording/index.js";
import { CHANGES_JSON, forEachJob, lineAbout, type Changed } from "../changing/change-jobs.js";
import { jobsToChange, noneSelected, SELECTION_OPTIONS } from "../choosing/job-selection.js";
import { JOB_WORD } from "../choosing/job-words.js";
import { defineCommand } from "../command.js";
import { queuedWords } from "../showing/job-line.js";
import { sayIfNobodyWorks } from "../submitting/standing-queue.js";

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
    const named = jobsToChange(queue, { words: given, command: "release", narrow: held }, options);
    if (named.names.length === 0) return cli.say(`Nothing to release: ${noneSelected(options)}.`);
    let isAnyReleased = false;
    await forEachJob(cli, {
      queue,
      named,
      participle: "released",
      operate: (ids, known) => queue.unholdMany(ids, known),
      json: options.json,
      tell: () => (isAnyReleased = true),
      words: (released) => releasedWords(queue, released),
    });
    if (isAnyReleased && !options.json) sayIfNobodyWorks(cli, queue);
  },
});

function held(jobs: readonly JobOrDamaged[]): readonly JobOrDamaged[] {
  return jobs.filter((job) => job.state === "queued" && isHeld(job));
}

function releasedWords(queue: JobQueue, released: readonly Changed<Place>[]): readonly string[] {
  const whys = new Map(released.map(({ id, value }) => [id, whyNotYet(queue, value)]));
  const due = released.filter(({ id }) => whys.get(id) === undefined);
  const waiting = released.filter(({ id }) => whys.get(id) !== undefined);
  return [
    ...lineAbout(due, { one: (id) => `Released ${id}.`, many: (number) => `Released ${number}.` }),
    ...lineAbout(waiting, {
      one: (id) => `Released ${id}; it still waits: ${whys.get(id)}.`,
      many: (number) => `Released ${number} that still wait, as dirq list says.`,
    }),
  ];
}

function whyNotYet(queue: JobQueue, place: Place): string | undefined {
  const job = queue.readAt(place);
  return job?.state === "queued" ? queuedWords(queue, job, Date.now()) : undefined;
}
