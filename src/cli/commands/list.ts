import { JOB_STATES, JobQueue, type DamagedJob, type JobWithText } from "../../queue/index.js";
import { printable, shellJoin } from "../../wording/index.js";
import { CHOICE_OPTIONS, jobChooser } from "../choosing/choose-jobs.js";
import { nothingToShow } from "../choosing/job-selection.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { documentText } from "../json/job-json.js";
import { sayWhatIsHidden } from "../showing/hidden-secrets.js";
import { columnsOf, DEFAULT_COLUMNS } from "../tables/columns.js";
import { JOB_FACTS } from "../tables/job-facts.js";
import { JobTable, type TableOfJobs } from "../tables/job-table.js";
import { nearest } from "../typed/similar.js";
import { watchJson, watchTable } from "../watching/watch-list.js";

export const list = defineCommand({
  name: "list",
  summary: "the jobs, newest first",
  about:
    "Show the jobs, newest first, and on a terminal why one has failed. The table fits the terminal, ids whole; in a pipe nothing is cut.",
  meantBy,
  options: {
    ...CHOICE_OPTIONS,
    columns: {
      type: "string",
      value: "names",
      help: `of ${JOB_FACTS.join(", ")}, params.<name>, with commas between; ${DEFAULT_COLUMNS}, and on a terminal error where one has failed`,
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
    const table = { columns: columns === undefined ? undefined : columnsOf(columns), header: !noHeader };
    const queue = new JobQueue(cli.jobsDirectory);
    const jobs = choose(queue, { checksBatches: true });
    if (watch) {
      // Once: a batch whose last job is removed while one watches it has none, and may get new ones.
      jobs[Symbol.iterator]().next();
      if (json) return watchJson(cli, queue, choose);
      return watchTable(cli, queue, () => new JobTable(cli.out, table).lines(choose(queue)));
    }
    if (json) cli.out.pieces(jsonArray(jobs));
    else printTable(cli, { jobs, table, otherwise: nothingToShow(queue, choice) });
    if (!json && queue.paused) cli.say(`The queue is paused. To go on: ${cli.commandLine("resume")}`);
  },
});

/** A word behind `list`: a state, what some jobs are called, or one of them. */
function meantBy(word: string): string {
  const state = JOB_STATES.find((each) => each === word.toLowerCase()) ?? nearest(word, JOB_STATES);
  if (state !== undefined) return `Did you mean dirq list --state ${state}?`;
  const said = shellJoin([word]);
  return `For the jobs that have it in their name, command, id or error: dirq list --search ${said}; for one job: dirq info ${said}`;
}

function* jsonArray(jobs: Iterable<JobWithText>): Generator<string> {
  let before = "[\n";
  for (const read of jobs) {
    yield before + documentText(read);
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

interface Printing {
  readonly jobs: Iterable<JobWithText>;
  readonly table: TableOfJobs;
  /** What to say where there is no job. */
  readonly otherwise: string;
}

function printTable(cli: Cli, { jobs, table, otherwise }: Printing): void {
  const printed = new JobTable(cli.out, table);
  cli.out.lines(printed.lines(jobs));
  if (printed.rows === 0) cli.say(otherwise);
  sayWhatIsHidden(cli, printed.hiding);
  sayDamaged(cli, printed.damaged);
}

/** What the table may have had to cut. */
function sayDamaged(cli: Cli, damaged: readonly DamagedJob[]): void {
  if (damaged.length === 0) return;
  cli.say(`\n${damaged.length === 1 ? "1 file" : `${damaged.length} files`} cannot be read as a job:`);
  for (const { path, reason } of damaged) cli.say(`  ${printable(path)}: ${printable(reason)}`);
}
