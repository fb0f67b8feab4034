import { hasEnded, JobQueue, type JobOrDamaged, type KnownPlaces } from "../../queue/index.js";
import { count, printable } from "../../wording/index.js";
import {
  checkBatches,
  nothingToShow,
  SELECTION_OPTIONS,
  selector,
  typedWords,
  type Selection,
} from "../choosing/job-selection.js";
import { JOB_WORD, jobsNamed } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { defineCommand, type Options, type Values } from "../command.js";
import { resultJson } from "../json/result-json.js";
import { csvRecord } from "../results/csv.js";
import { readResult, valueIn, type JobResult } from "../results/job-result.js";
import { ColumnSurvey } from "../results/result-columns.js";
import { printResultTable } from "../results/result-table.js";
import { sortedBy, sortValue, type SortValue } from "../results/sort-results.js";
import { JOB_FACTS } from "../tables/job-facts.js";
import { UsageError } from "../trouble.js";
import { wholeNumber } from "../typed/numbers.js";

const OPTIONS = {
  limit: { type: "string", short: "n", value: "number", help: "only the first so many" },
  ...SELECTION_OPTIONS,
  columns: {
    type: "string",
    value: "names",
    help: `what the results hold, as loss or metrics.loss; params.<name>; ${JOB_FACTS.join(", ")}; with commas between`,
    offers: { kind: "columns", isList: true },
  },
  sort: {
    type: "string",
    value: "column",
    help: "by any of these, the smallest first; what has no value comes last",
    offers: { kind: "columns" },
  },
  reverse: { type: "boolean", short: "r", help: "the other way round" },
  csv: { type: "boolean", help: "comma-separated values, as RFC 4180 has them, for a file or a spreadsheet" },
  json: {
    type: "boolean",
    help: "one JSON object a line: the job, its params and its result, or the columns asked for",
  },
  "no-header": { type: "boolean", help: "only the rows" },
} as const satisfies Options;

type ResultsOptions = Values<typeof OPTIONS>;

export const results = defineCommand({
  name: "results",
  summary: "the results of many jobs as a table",
  about:
    "Show what ended jobs left in their result.json, a row for each and a column for each value in it, with the params that the jobs were submitted with. A value inside of an object has dots: metrics.loss; lists are shown when they are asked for. What failed, or left no result that can be read, has the reason in the column error. Numbers stand as they do in the file.",
  words: {
    usage: "[id...]",
    help: `${JOB_WORD}; none: all that have ended`,
    offers: { kind: "jobs", states: ["completed", "failed"] },
  },
  options: OPTIONS,
  examples: [
    ["The three best of a sweep", "dirq results --batch sweep-3f9a2c --sort metrics.loss -n 3"],
    ["What to plot", "dirq results --name 'lr-*' --columns params.lr,loss --csv > loss.csv"],
    ["All that there is, for pandas and the like", "dirq results --batch sweep-3f9a2c --csv > sweep.csv"],
    ["With jq", "dirq results --since today --json | jq -s 'min_by(.result.loss)'"],
  ],
  run(cli, words, options) {
    const { columns: list, limit, sort, reverse = false, csv, json } = options;
    if (csv && json) throw new UsageError("--csv and --json both say how to print; give one of them.");
    const most = limit === undefined ? undefined : wholeNumber("--limit", limit);
    const queue = new JobQueue(cli.jobsDirectory);
    const found = words.length > 0 ? named(queue, words, options) : chosen(queue, options);
    const { jobs } = found;
    const source = new Source(queue, found, Date.now());
    const columns = list?.split(",").map((word) => word.trim());
    const ordered = sort === undefined ? (reverse ? jobs.toReversed() : jobs) : source.sorted(sort, { reverse });
    const shown = ordered.slice(0, most);
    // Read once more when they are printed: all of them might not fit into memory.
    const survey = csv || !json || columns !== undefined ? source.survey(sort === undefined ? shown : jobs) : undefined;
    survey?.check(columns ?? []);
    if (found.left !== undefined) cli.say(found.left);
    const printed = print(cli, source.of(shown), { ...options, columns, survey, now: source.now });
    if (survey !== undefined) sayWhatIsMissing(cli, survey, { columns, saysWhy: printed.includes("error") });
  },
});

interface Printing extends Omit<ResultsOptions, "columns"> {
  readonly columns: readonly string[] | undefined;
  readonly survey: ColumnSurvey | undefined;
  readonly now: number;
}

/** Returns the columns that it has printed. */
function print(cli: Cli, rows: Iterable<JobResult>, printing: Printing): readonly string[] {
  const { columns, survey = new ColumnSurvey(), csv, json, now } = printing;
  const header = printing["no-header"] !== true;
  if (csv) {
    const names = columns ?? ["id", "name", "state", "ran", "error", ...survey.values];
    printCsv(cli, rows, { names, header, now });
    return names;
  }
  if (!json) return survey.jobs === 0 ? [] : printResultTable(cli, rows, { columns, header, survey, now });
  for (const row of rows) cli.out.line(resultJson(row, { columns, now }));
  return columns ?? ["error"];
}

interface Csv {
  readonly names: readonly string[];
  readonly header: boolean;
  readonly now: number;
}

function printCsv({ out }: Cli, rows: Iterable<JobResult>, { names, header, now }: Csv): void {
  const write = (fields: readonly (string | undefined)[]): void =>
    out.write(csvRecord(fields, { onTerminal: out.isTerminal }));
  if (header) write(names.map((name) => JSON.stringify(name)));
  for (const row of rows) write(names.map((column) => valueIn({ column, now }, row)));
}

interface JobsFound extends KnownPlaces {
  readonly jobs: readonly JobOrDamaged[];
  /** What to say of those that are left out, or why there is none. */
  readonly left?: string | undefined;
}

/** Jobs whose results are read one after the other, as often as they are asked for. */
class Source {
  constructor(
    private readonly queue: JobQueue,
    private readonly found: JobsFound,
    readonly now: number,
  ) {}

  *of(jobs: readonly JobOrDamaged[]): Generator<JobResult> {
    for (const job of jobs) yield readResult(this.queue, job, this.found);
  }

  survey(jobs: readonly JobOrDamaged[]): ColumnSurvey {
    const survey = new ColumnSurvey();
    for (const result of this.of(jobs)) survey.add(result);
    return survey;
  }

  /** @throws UsageError for a column that no job has a value for */
  sorted(column: string, order: { readonly reverse: boolean }): JobOrDamaged[] {
    const survey = new ColumnSurvey();
    const keyed: [JobOrDamaged, SortValue][] = [];
    for (const result of this.of(this.found.jobs)) {
      survey.add(result);
      keyed.push([result.job, sortValue(valueIn({ column, now: this.now }, result))]);
    }
    survey.check([column]);
    return sortedBy(keyed, order);
  }
}

function named(queue: JobQueue, words: readonly string[], options: Selection): JobsFound {
  const { ids, known } = jobsNamed(queue, typedWords(words, options));
  const jobs = ids.flatMap((id) => {
    const place = known?.get(id);
    return (place && queue.readAt(place)) ?? queue.get(id) ?? [];
  });
  return { jobs, known };
}

/** What has ended, unless a state is asked for. */
function chosen(queue: JobQueue, options: Selection): JobsFound {
  const all = selector(options)(queue);
  checkBatches(queue, options, all);
  const jobs = options.state === undefined ? all.filter(isOver) : [...all];
  const unended = all.length - jobs.length;
  const left =
    all.length === 0 ? nothingToShow(queue, options) : unended > 0 ? unendedWords(unended, all.length) : undefined;
  return { jobs, known: queue.scan(), left };
}

function unendedWords(unended: number, of: number): string {
  if (unended === of) return "None of these jobs has ended yet.";
  return `${count(unended)} of these jobs ${unended === 1 ? "has" : "have"} not ended yet.`;
}

/** What is damaged changes no more. */
function isOver(job: JobOrDamaged): boolean {
  return job.state === "damaged" || hasEnded(job);
}

interface Missing {
  readonly columns: readonly string[] | undefined;
  /** Whether the column error is among those that were printed. */
  readonly saysWhy: boolean;
}

function sayWhatIsMissing(cli: Cli, { lacking, lists }: ColumnSurvey, { columns, saysWhy }: Missing): void {
  if (lacking > 0) {
    const which = lacking === 1 ? "1 job that completed has" : `${lacking} jobs that completed have`;
    const why = saysWhy ? "the column error says why" : "to see why: --columns id,error";
    cli.say(`${which} no result that can be read; ${why}.`);
  }
  if (columns === undefined && lists.length > 0) {
    cli.say(printable(`Lists are left out: ${lists.join(", ")}. To have one: --columns ${lists[0] ?? ""}, or --json.`));
  }
}
