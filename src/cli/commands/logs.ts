import { JobQueue } from "../../queue/index.js";
import {
  leavesOut,
  noneSelected,
  SELECTION_OPTIONS,
  wordsOrSelected,
  type Selection,
} from "../choosing/job-selection.js";
import { JOB_WORD, jobsNamed, resolveJob } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { outputPrinter } from "../showing/output-printer.js";
import { UsageError } from "../trouble.js";
import { wholeNumber } from "../typed/numbers.js";
import { interruptible } from "../watching/interrupt.js";
import { followLog, printAttempt, printLog } from "../watching/job-log.js";
import { followedLogs, followLogs, labelOf, printLogs } from "../watching/several-logs.js";

export const logs = defineCommand({
  name: "logs",
  summary: "what jobs printed",
  about:
    "Print what jobs have printed, or the newest job where none is named: both streams, in the order of arrival. A terminal gets its colours and the last drawing of progress bars; a file or a pipe gets every byte. Of several jobs each has a heading; with -f they are followed together, and each line stands behind its job's name, or the end of its id where the name is not its alone.",
  words: { usage: "[id...]", help: `${JOB_WORD}; none: last`, offers: { kind: "jobs" } },
  options: {
    ...SELECTION_OPTIONS,
    follow: { type: "boolean", short: "f", help: "go on until the job has ended; of several, until all have" },
    lines: { type: "string", short: "n", value: "number", help: "only the last so many; with -f, and what follows" },
    attempt: {
      type: "string",
      value: "number",
      help: "of a job that was begun more than once; 1 is the first time, and one that a worker put back counts too",
    },
  },
  examples: [
    ["Of the job that failed last", "dirq logs last-failed"],
    ["Watch the newest at work, from its last lines on", "dirq logs -f -n 20"],
    ["Watch a whole sweep", "dirq logs -f --batch sweep-3f9a2c"],
    ["Why the first attempt of several failed", "dirq logs last --attempt 1"],
  ],
  async run(cli, words, { follow, attempt, lines, ...selection }) {
    const last = lines === undefined ? undefined : wholeNumber("--lines", lines);
    const number = attempt === undefined ? undefined : wholeNumber("--attempt", attempt);
    if (follow && number !== undefined)
      throw new UsageError("--follow goes on with whatever is printed; --attempt shows one attempt as it stands.");
    const queue = new JobQueue(cli.jobsDirectory);
    const ids = idsOf(cli, queue, words, selection);
    const [id, ...others] = ids;
    if (id === undefined) return cli.say(`Nothing to print: ${noneSelected(selection)}.`);
    if (others.length > 0) return printSeveral(cli, { queue, ids, last, follow, number });
    const printer = outputPrinter(cli.out);
    const printing = { queue, id, printer, last };
    const end = (): void => printer.end();
    if (number !== undefined) printAttempt(cli, printing, number);
    else if (follow) await interruptible(cli, () => followLog(cli, printing), end);
    else printLog(cli, printing);
    end();
  },
});

/** Each once; the newest job, and which that is said, where nothing says which jobs. @throws as `wordsOrSelected`, `jobsNamed` */
function idsOf(cli: Cli, queue: JobQueue, words: readonly string[], selection: Selection): readonly string[] {
  if (words.length === 0 && !leavesOut(selection)) {
    const id = resolveJob(queue, "last");
    const label = labelOf(queue, id);
    cli.say(`Output of ${id}${label && `, ${label}`}:`);
    return [id];
  }
  return jobsNamed(queue, wordsOrSelected(queue, { words }, selection)).ids;
}

interface Several {
  readonly queue: JobQueue;
  readonly ids: readonly string[];
  readonly last: number | undefined;
  readonly follow: boolean | undefined;
  readonly number: number | undefined;
}

async function printSeveral(cli: Cli, { follow, number, ...several }: Several): Promise<void> {
  if (number !== undefined)
    throw new UsageError(`--attempt is of one job, and these are ${several.ids.length}: name one of them alone.`);
  if (!follow) return printLogs(cli, several);
  const followed = followedLogs(cli, several);
  const end = (): void => followed.forEach((log) => log.end());
  await interruptible(cli, () => followLogs(cli, followed, several), end);
}
