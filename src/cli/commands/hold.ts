import { JobQueue, type JobOrDamaged } from "../../queue/index.js";
import { isHeld } from "../../wording/index.js";
import { CHANGES_JSON, forEachJob, lineAbout, type Changed } from "../changing/change-jobs.js";
import { jobsToChange, noneSelected, SELECTION_OPTIONS } from "../choosing/job-selection.js";
import { asWords, JOB_WORD, MOST_TO_COPY } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";

export const hold = defineCommand({
  name: "hold",
  summary: "keep queued jobs from starting, for now",
  about: "Keep queued jobs from starting until dirq release. What they waited for before is kept.",
  words: { usage: "[id...]", help: JOB_WORD, offers: { kind: "jobs", states: ["queued"] } },
  options: { ...SELECTION_OPTIONS, ...CHANGES_JSON },
  examples: [
    ["Let the newest wait", "dirq hold last"],
    ["All of a sweep that has not started", "dirq hold --batch sweep-3f9a2c"],
  ],
  async run(cli, given, options) {
    const queue = new JobQueue(cli.jobsDirectory);
    const named = jobsToChange(queue, { words: given, command: "hold", narrow: canBeHeld }, options);
    if (named.names.length === 0) return cli.say(`Nothing to hold: ${noneSelected(options)}.`);
    await forEachJob(cli, {
      queue,
      named,
      participle: "held",
      operate: (ids, known) => queue.holdMany(ids, known),
      json: options.json,
      words: (held) => heldWords(cli, held),
    });
  },
});

function heldWords(cli: Cli, held: readonly Changed<unknown>[]): readonly string[] {
  const toRelease =
    held.length > MOST_TO_COPY
      ? "dirq release, called like this"
      : cli.commandLine("release", ...asWords(...held.map(({ id }) => id)));
  return lineAbout(held, {
    one: (id) => `Held ${id}. To let it start: ${toRelease}`,
    many: (number) => `Held ${number}. To let them start: ${toRelease}`,
  });
}

function canBeHeld(jobs: readonly JobOrDamaged[]): readonly JobOrDamaged[] {
  return jobs.filter((job) => job.state === "queued" && !isHeld(job));
}
