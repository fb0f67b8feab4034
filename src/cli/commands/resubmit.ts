import { hasEnded, JobQueue, type JobOrDamaged, type QueuedJob } from "../../queue/index.js";
import { forEachJob } from "../changing/change-jobs.js";
import { printMade } from "../changing/print-made.js";
import {
  jobsToChange,
  leavesOut,
  noneSelected,
  SELECTION_OPTIONS,
  statesOf,
  type Selection,
} from "../choosing/job-selection.js";
import { JOB_WORD, resolveJob } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { jobLine } from "../json/job-json.js";
import { editAndResubmit } from "../submitting/edit-and-resubmit.js";
import { sayWhyNotYet } from "../submitting/submitted.js";
import { UsageError } from "../trouble.js";

export const resubmit = defineCommand({
  name: "resubmit",
  summary: "submit jobs again, under new ids",
  about:
    "Submit jobs again exactly as they were, under new ids, and print these. The old jobs stay as they are. Of a batch, a state or a name, only what has ended, and has not been resubmitted yet.",
  words: { usage: "[id...]", help: JOB_WORD, offers: { kind: "jobs", states: ["completed", "failed"] } },
  options: {
    ...SELECTION_OPTIONS,
    name: {
      ...SELECTION_OPTIONS.name,
      short: "n",
      help: "of this name; * stands for any text, as in 'lr-*'; behind ids: what to call the new jobs",
    },
    json: { type: "boolean", help: "print a job's document instead of its id, one a line" },
    edit: { type: "boolean", help: "change one job's params in $VISUAL or $EDITOR first" },
  },
  examples: [
    ["Once more what failed last", "dirq resubmit last-failed"],
    ["With another learning rate", "dirq resubmit --edit last-failed"],
    ["What failed of a sweep", "dirq resubmit --batch sweep-3f9a2c --state failed"],
  ],
  async run(cli, given, options) {
    if (options.edit) return resubmitEdited(cli, given, options);
    const notEnded = statesOf(options)?.find((state) => state === "queued" || state === "running");
    if (notEnded !== undefined)
      throw new UsageError(`--state ${notEnded}: only what has ended is resubmitted, unless it is named by its id.`);
    const isByIds = given.length > 0;
    const selection = isByIds ? { ...options, name: undefined } : options;
    const queue = new JobQueue(cli.jobsDirectory);
    const narrow = (jobs: readonly JobOrDamaged[]): readonly JobOrDamaged[] => toRepeat(jobs, options);
    const named = jobsToChange(
      queue,
      { words: given, command: "resubmit", narrow, lastResubmissions: true },
      selection,
    );
    if (named.names.length === 0) return cli.say(`Nothing to resubmit: ${noneSelected(options)}.`);
    let first: QueuedJob | undefined;
    await forEachJob(cli, {
      queue,
      named,
      participle: "resubmitted",
      operate: (ids, known) => queue.resubmitMany(ids, { name: isByIds ? options.name : undefined, ...known }),
      tell: (again, id) => {
        first ??= again;
        const line = options.json ? jobLine(queue, again) : again.id;
        printMade(cli, line, `Job ${id} was resubmitted all the same, as ${again.id}.`);
      },
    });
    if (first !== undefined) sayWhyNotYet(cli, queue, { ids: [first.id], first });
  },
});

function resubmitEdited(cli: Cli, given: readonly string[], { name, ...others }: Selection): void {
  const [word] = given;
  if (word === undefined || given.length > 1 || leavesOut(others))
    throw new UsageError("--edit takes one job: dirq resubmit --edit <id>");
  if (name !== undefined) throw new UsageError("--name: with --edit, the name is in the text.");
  const queue = new JobQueue(cli.jobsDirectory);
  editAndResubmit(cli, queue, resolveJob(queue, word));
}

/** Whoever asks for no state means what has ended: the others are still to come. */
function toRepeat(jobs: readonly JobOrDamaged[], { state }: Selection): readonly JobOrDamaged[] {
  return state === undefined ? jobs.filter(hasEnded) : jobs;
}
