import { JobQueue, type JobOrDamaged } from "../../queue/index.js";
import { printable } from "../../wording/index.js";
import { CHOICE_OPTIONS, jobChooser } from "../choose-jobs.js";
import type { Cli } from "../cli.js";
import { COLUMNS_WITH_ERROR, columnsOf, DEFAULT_COLUMNS, type Column } from "../columns.js";
import { defineCommand } from "../command.js";
import { JOB_FACTS } from "../job-facts.js";
import { jobDocuments } from "../job-json.js";
import { checkBatches, nothingToShow } from "../job-selection.js";
import { tableLines } from "../table.js";
import { watchJson, watchTable } from "../watch-list.js";

export const list = defineCommand({
  name: "list",
  summary: "the jobs, newest first",
  about:
    "Show the jobs, newest first, and why one has failed. The table fits the terminal, ids whole; in a pipe nothing is cut.",
  options: {
    ...CHOICE_OPTIONS,
    columns: {
      type: "string",
      value: "names",
      help: `of ${JOB_FACTS.join(", ")}, params.<name>, with commas between; ${DEFAULT_COLUMNS}, and error where one has failed`,
      offers: { kind: "values", values: JOB_FACTS, isList: true },
    },
    "no-header": { type: "boolean", help: "only the rows" },
    watch: { type: "boolean", short: "w", help: "draw it again whenever it changes; with --json print each change" },
    json: {
      type: "boolean",
      help: "one array of the jobs' documents, every number as it stands in the file, but NaN as null",
    },
  },
  examples: [
    ["The newest ten", "dirq list -n 10"],
    ["What failed, and why", "dirq list --state failed --since yesterday --columns id,name,error"],
    ["The longest of a sweep, with a value of each", "dirq list --batch b --sort duration --columns id,params.lr,ran"],
    ["Each change, as it comes", "dirq list --json --watch | jq -r '.id + \" \" + .state'"],
    ["For a script", "dirq list --state failed --columns id --no-header"],
  ],
  async run(cli, _words, { columns, "no-header": noHeader, watch, json, ...choice }) {
    const choose = jobChooser(choice);
    const shown = columns === undefined ? undefined : columnsOf(columns);
    const queue = new JobQueue(cli.jobsDirectory);
    const table = { columns: shown, header: !noHeader };
    const jobs = choose(queue);
    // Once: a batch whose last job is removed while one watches it has none, and may get new ones.
    checkBatches(queue, choice, jobs);
    if (watch && json) return watchJson(cli, queue, choose);
    if (watch) return watchTable(cli, queue, () => linesOf(cli, choose(queue), table));
    if (json) printJson(cli, queue, jobs);
    else if (jobs.length === 0) cli.say(nothingToShow(queue, choice));
    else printTable(cli, jobs, table);
    if (!json && queue.paused) cli.say(`The queue is paused. To go on: ${cli.commandLine("resume")}`);
  },
});

function printJson({ out }: Cli, queue: JobQueue, jobs: readonly JobOrDamaged[]): void {
  const documents = jobDocuments(queue, jobs);
  out.line(documents.length === 0 ? "[]" : `[\n${documents.join(",\n")}\n]`);
}

/** Where there is little room, "3 min ago" leaves more of it to the name than a date does; where there is less, no error fits. */
const WIDE_ENOUGH_FOR_DATES = 80;
const WIDE_ENOUGH_FOR_ERRORS = 80;
const WIDE_ENOUGH_FOR_BOTH = 110;

interface Table {
  /** Undefined where none were asked for. */
  readonly columns: readonly Column[] | undefined;
  readonly header: boolean;
}

function printTable(cli: Cli, jobs: readonly JobOrDamaged[], table: Table): void {
  cli.out.lines(linesOf(cli, jobs, table));
  sayDamaged(cli, jobs);
}

function linesOf({ out }: Cli, jobs: readonly JobOrDamaged[], { columns: asked, header }: Table): readonly string[] {
  const { width = Infinity } = out;
  const canTellErrors = asked === undefined && width >= WIDE_ENOUGH_FOR_ERRORS;
  const tellsErrors = canTellErrors && jobs.some(({ state }) => state === "failed");
  const columns = asked ?? columnsOf(tellsErrors ? COLUMNS_WITH_ERROR : DEFAULT_COLUMNS);
  const look = { now: Date.now(), narrow: width < (tellsErrors ? WIDE_ENOUGH_FOR_BOTH : WIDE_ENOUGH_FOR_DATES) };
  const headings = columns.map(({ heading }) => heading);
  const rows = jobs.map((job) => columns.map(({ cell }) => cell(job, look)));
  const yielding = [...columns.keys()].filter((index) => columns[index]?.yields);
  return tableLines(out, headings, rows, { yielding, width: out.width }).slice(header ? 0 : 1);
}

/** What the table may have had to cut. */
function sayDamaged(cli: Cli, jobs: readonly JobOrDamaged[]): void {
  const damaged = jobs.filter((job) => job.state === "damaged");
  if (damaged.length === 0) return;
  cli.say(`\n${damaged.length === 1 ? "1 file" : `${damaged.length} files`} cannot be read as a job:`);
  for (const { path, reason } of damaged) cli.say(`  ${printable(path)}: ${printable(reason)}`);
}
