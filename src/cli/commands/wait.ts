import { JobQueue } from "../../queue/index.js";
import { leavesOut, noneSelected, SELECTION_OPTIONS, wordsOrSelected } from "../choosing/job-selection.js";
import { asWords, JOB_WORD, jobsNamed, type NamedJobs } from "../choosing/job-words.js";
import { defineCommand, type Options, type Values } from "../command.js";
import { UsageError } from "../trouble.js";
import { NOTIFY_OPTION } from "../watching/notify.js";
import { waitForJobs } from "../watching/wait-for-jobs.js";

const OPTIONS = {
  ...SELECTION_OPTIONS,
  // The end of a job is not to decide whether one waits for it.
  since: { ...SELECTION_OPTIONS.since, help: "submitted since: 2h, 18:00, yesterday, 2026-11-25" },
  before: { ...SELECTION_OPTIONS.before, help: "submitted before" },
  all: { type: "boolean", help: "all that are queued or running now", group: "Which jobs" },
  any: { type: "boolean", help: "end when the first of them ends, with its code, and print its id" },
  ...NOTIFY_OPTION,
  json: { type: "boolean", help: "print the document of each job as it ends, one a line" },
} as const satisfies Options;

type WaitOptions = Values<typeof OPTIONS>;

export const wait = defineCommand({
  name: "wait",
  summary: "end when jobs end, with their exit code",
  about:
    "Wait until jobs have ended, and end with their exit code: 128 + signal for one that was killed, 124 for one that ran out of time, 1 for another failure, 125 for trouble of wait itself, such as a job that is removed. Of several jobs, the first code that is not 0; with --any that of the first that ends. Of a batch, of jobs that were resubmitted the last resubmission counts. On a terminal a line tells how many of several have ended.",
  words: { usage: "[id...]", help: JOB_WORD, offers: { kind: "jobs", states: ["queued", "running"] } },
  options: OPTIONS,
  hasCodesOfItsOwn: true,
  examples: [
    ["Go on only if it went well", "dirq wait $(dirq submit make all) && ./deploy"],
    ["Until a whole sweep has ended, with a bell", "dirq wait --batch sweep-3f9a2c --notify"],
    ["As soon as one of two has ended; which?", "dirq wait --any 4711 0815"],
  ],
  async run(cli, words, options) {
    const queue = new JobQueue(cli.jobsDirectory);
    const { ids } = jobsNamed(queue, named(queue, words, options));
    if (ids.length === 0) return cli.say(`Nothing to wait for: ${noneOf(options)}.`);
    const { any, notify, json } = options;
    await waitForJobs(cli, queue, { ids, again: again(ids, options), any, notify, json });
  },
});

function named(queue: JobQueue, words: readonly string[], options: WaitOptions): NamedJobs {
  const saysWhich = words.length > 0 || leavesOut(options);
  if (!options.all && !saysWhich)
    throw new UsageError(
      "<id...> is missing: dirq wait <id...>, or --all, --batch, --state, --name, --search, --since or --before",
    );
  if (!options.all)
    return wordsOrSelected(queue, { words, lastResubmissions: true, by: { submission: true } }, options);
  if (saysWhich)
    throw new UsageError(
      "--all means every job that is queued or running; leave out either it or what says which jobs.",
    );
  return { kind: "ids", names: unended(queue) };
}

/** At two looks: one misses a job that goes back into the queue, to be tried again, between the folders it lists. */
function unended(queue: JobQueue): readonly string[] {
  const places = [...queue.scan().values(), ...queue.scan().values()];
  const found = places.filter(({ state }) => state === "queued" || state === "running");
  return [...new Set(found.map(({ id }) => id))];
}

function noneOf(options: WaitOptions): string {
  return options.all ? "no job is queued or running" : noneSelected(options);
}

/** The words that wait for the same jobs once more: of a whole batch also for what comes to it meanwhile. */
function again(ids: readonly string[], { all, any, batch, ...others }: WaitOptions): string[] {
  const isBatch = batch !== undefined && !leavesOut(others);
  const which = all ? ["--all"] : isBatch ? batch.flatMap((name) => ["--batch", name]) : asWords(...ids);
  return [...(any ? ["--any"] : []), ...which];
}
