import {
  JobQueue,
  randomHex,
  settleOne,
  type KnownPlaces,
  type OneOfMany,
  type RemoveOptions,
  type TrashedJob,
} from "../../queue/index.js";
import { bytes, emptiedWords, jobs, printable } from "../../wording/index.js";
import { CHANGES_JSON, forEachJob } from "../changing/change-jobs.js";
import { confirmDeletion, YES_OPTION } from "../changing/confirm.js";
import {
  checkBatches,
  checkSelection,
  leavesOut,
  noneSelected,
  SELECTION_OPTIONS,
  selector,
  statesOf,
  typedWords,
} from "../choosing/job-selection.js";
import { asWords, JOB_WORD, MOST_TO_COPY, type NamedJobs } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { defineCommand, type Options, type Values } from "../command.js";
import { UsageError } from "../trouble.js";

const OPTIONS = {
  ...SELECTION_OPTIONS,
  purge: { type: "boolean", help: "delete for good, which frees the disk; asks before" },
  ...YES_OPTION,
  force: { type: "boolean", help: "also a job that seems to run under a Python worker, for when that has died" },
  ...CHANGES_JSON,
} as const satisfies Options;

type RmOptions = Values<typeof OPTIONS>;

export const rm = defineCommand({
  name: "rm",
  summary: "move jobs to the trash",
  about:
    "Move jobs and their results to the trash, without a question; dirq restore brings them back, and after 7 days a worker deletes them. A running job has to be cancelled first.",
  words: { usage: "[id...]", help: JOB_WORD, offers: { kind: "jobs", states: ["queued", "completed", "failed"] } },
  options: OPTIONS,
  examples: [
    ["The newest job", "dirq rm last"],
    ["Two, by the ends of their ids; and both back again", "dirq rm 4711 0815; dirq restore last"],
    ["What failed of a sweep", "dirq rm --batch sweep-3f9a2c --state failed"],
    ["What completed more than a week ago, for good", "dirq rm --state completed --before 7d --purge"],
  ],
  async run(cli, words, options) {
    const queue = new JobQueue(cli.jobsDirectory);
    const named = words.length > 0 ? typedWords(words, options) : selected(queue, options);
    if (named.names.length === 0) cli.say(`Nothing to remove: ${noneSelected(options)}.`);
    else if (options.purge) await purge(cli, queue, named, options);
    else await moveToTrash(cli, queue, named, options);
  },
});

async function moveToTrash(cli: Cli, queue: JobQueue, named: NamedJobs, options: RmOptions): Promise<void> {
  const batch = named.names.length > 1 ? randomHex(6) : undefined;
  const how = howToRemove(options);
  const removed: string[] = [];
  const confirm = (ids: readonly string[], known: KnownPlaces): boolean => {
    // Whoever names none of them wants to know how many they are before they go.
    if (leavesOut(options)) cli.say(`Removing ${amount(queue, ids, known)}.`);
    return true;
  };
  await forEachJob(cli, {
    queue,
    named,
    participle: "removed",
    confirm,
    operate: (ids, known) => queue.removeMany(ids, { ...how, batch, ...known }),
    json: options.json,
    facts: ({ name }) => ({ trash: name }),
    tell: ({ id }) => removed.push(id),
  });
  if (removed.length === 0) return;
  cli.say(`Moved ${jobs(removed.length)} to the trash. To undo:`);
  cli.say(`  ${printable(undoLine(cli, removed))}`);
}

async function purge(cli: Cli, queue: JobQueue, named: NamedJobs, options: RmOptions): Promise<void> {
  let [count, freed] = [0, 0];
  const how = howToRemove(options);
  const confirm = (ids: readonly string[], known: KnownPlaces): boolean =>
    confirmDeletion(cli, amount(queue, ids, known), options.yes);
  await forEachJob(cli, {
    queue,
    named,
    participle: "deleted",
    confirm,
    // By way of the trash: killed half-way, it is in there, or is deleted by whoever comes by.
    operate: (ids, known) => purged(queue, queue.removeMany(ids, { ...how, ...known })),
    json: options.json,
    facts: (size) => ({ bytes: size }),
    tell: (size) => ([count, freed] = [count + 1, freed + size]),
  });
  if (count > 0) cli.say(emptiedWords(count, freed));
}

/** Deletes for good what has been moved to the trash; of each the bytes that this freed. */
async function* purged(
  queue: JobQueue,
  removed: AsyncIterable<readonly OneOfMany<TrashedJob>[]>,
): AsyncGenerator<readonly OneOfMany<number>[]> {
  const purge = ({ name }: TrashedJob): number => {
    const size = queue.trashSize([name]);
    queue.purge(name);
    return size;
  };
  for await (const some of removed)
    yield some.map((end) => (end.status === "rejected" ? end : { id: end.id, ...settleOne(() => purge(end.value)) }));
}

/** What was queued when it was selected may have completed by now, and nobody asked for its results to go. */
function howToRemove(options: RmOptions): RemoveOptions {
  return { force: options.force, states: statesOf(options) };
}

function amount(queue: JobQueue, ids: readonly string[], known: KnownPlaces): string {
  return `${jobs(ids.length)}, ${bytes(ids.reduce((sum, id) => sum + queue.sizeOf(id, known), 0))}`;
}

function undoLine(cli: Cli, removed: readonly string[]): string {
  return cli.commandLine("restore", ...(removed.length > MOST_TO_COPY ? ["last"] : asWords(...removed)));
}

/** The jobs that options speak of. @throws UsageError; DirqError NOT_FOUND for a batch that there is not */
function selected(queue: JobQueue, options: RmOptions): NamedJobs {
  checkSelection(options, "rm");
  const states = statesOf(options);
  if (states?.includes("running")) throw new UsageError("--state running: running jobs have to be cancelled first.");
  // Names of files alone tell this, however many there are.
  if (states !== undefined && !leavesOut({ ...options, state: undefined }))
    return { kind: "ids", names: states.flatMap((each) => queue.ids(each)) };
  const jobs = selector(options)(queue);
  checkBatches(queue, options, jobs);
  return { kind: "ids", names: jobs.map(({ id }) => id) };
}
