/** Results as a table: those of its columns that the terminal has room for, or all of them in a pipe. */
import { isSecret, MASK, printable } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { hidesSecret } from "../showing/hidden-secrets.js";
import { failureLine } from "../showing/job-line.js";
import { COLUMNS } from "../tables/columns.js";
import { isJobFact } from "../tables/job-facts.js";
import { cut, displayWidth, GAP, tableLines, type Cell } from "../tables/table.js";
import { valueIn, type JobResult } from "./job-result.js";
import type { ColumnSurvey } from "./result-columns.js";

/** Of texts in a table that nobody asked for by column. */
const WIDEST_TEXT = 30;
/** What an error has to have at least. */
const NARROWEST_ERROR = 16;

interface ResultTable {
  /** Undefined: those that hold something, and that fit. */
  readonly columns: readonly string[] | undefined;
  readonly header: boolean;
  readonly survey: ColumnSurvey;
  readonly now: number;
}

interface FilledColumn {
  readonly name: string;
  readonly heading: string;
  readonly cells: Cell[];
  /** Whether something that looks like a secret is not shown in it. */
  hides: boolean;
}

/** Returns the columns that it has printed. */
export function printResultTable(cli: Cli, results: Iterable<JobResult>, table: ResultTable): readonly string[] {
  const { columns: asked, survey, header, now } = table;
  const { width } = cli.out;
  const names = asked ?? ["id", "name", "state", "ran", ...shownValues(survey), "error"];
  const all = names.map((name): FilledColumn => ({ name, heading: headingOf(name), cells: [], hides: false }));
  for (const result of results)
    for (const column of all) {
      const cell = cellOf(result, { column: column.name, now });
      const shown = asked === undefined ? withoutSecret(cell, column.name) : cell;
      column.hides ||= shown !== cell || (column.name === "error" && hidesSecret(result.job));
      // Before it is kept: all of many long texts might not fit into memory.
      column.cells.push(asked === undefined && width !== undefined ? narrowed(shown, column.name) : shown);
    }
  const filled = asked === undefined ? all.filter(({ cells }) => cells.some(({ text }) => text !== NOTHING)) : all;
  const fits = asked === undefined && width !== undefined ? columnsThatFit(filled, survey, width) : undefined;
  const isPrinted = ({ name }: FilledColumn): boolean => fits?.has(name) ?? true;
  const printed = filled.filter(isPrinted);
  printColumns(cli, printed, header);
  sayLeftOut(
    cli,
    filled.filter((column) => !isPrinted(column)).map(({ name }) => name),
  );
  if (printed.some(({ hides }) => hides)) cli.say("What looks like a secret is hidden; --csv and --json show it.");
  return printed.map(({ name }) => name);
}

/** What dirq itself records of a shell command that left no result is no figure. */
const OF_SHELL = ["result.command", "output", "exit_code"];

function shownValues({ values }: ColumnSurvey): readonly string[] {
  return values.filter((column) => !OF_SHELL.includes(column));
}

function headingOf(column: string): string {
  return isJobFact(column) ? COLUMNS[column].heading : printable(column);
}

const NOTHING = "-";
/** One for all: in wide tables most cells are such. */
const NO_VALUE: Cell = { text: NOTHING };

function cellOf(result: JobResult, { column, now }: { readonly column: string; readonly now: number }): Cell {
  if (column === "error") return { text: reasonOf(result) ?? NOTHING };
  if (isJobFact(column)) return COLUMNS[column].cell(result.job, { now, narrow: false });
  const json = valueIn({ column, now }, result);
  if (json === undefined) return NO_VALUE;
  return { text: printable(json.startsWith('"') ? (JSON.parse(json) as string) : json) };
}

function reasonOf({ job, error }: JobResult): string | undefined {
  if (job.state === "failed") return failureLine(job);
  return error === undefined ? undefined : printable(error);
}

/** On a screen others may see it. It is shown to who asks for the column. */
function withoutSecret(cell: Cell, column: string): Cell {
  const key = column.slice(column.lastIndexOf(".") + 1);
  return !isJobFact(column) && cell.text !== NOTHING && isSecret(key, cell.text) ? { ...cell, text: MASK } : cell;
}

function narrowed(cell: Cell, column: string): Cell {
  if (column === "id" || column === "error") return cell;
  const text = cut(cell.text, WIDEST_TEXT);
  return text === cell.text ? cell : { ...cell, text };
}

/**
 * Which job it is and whether it went well; then the values that tell the jobs apart; then all else, as long as there is
 * room for it.
 */
function columnsThatFit(columns: readonly FilledColumn[], survey: ColumnSurvey, width: number): ReadonlySet<string> {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const values = [...byName.keys()].filter((name) => !isJobFact(name));
  const apart = values.filter((name) => survey.tellsApart(name));
  // Without a name it is the command that stands there, which says once more what the params do.
  const names = survey.named ? ["name"] : [];
  const wanted = new Set(["id", "state", ...names, ...apart, "ran", "name", ...values, "error"]);
  const fitting = new Set<string>();
  let room = width + GAP.length;
  for (const name of wanted) {
    const column = byName.get(name);
    if (column === undefined) continue;
    const needed = GAP.length + widthOf(column);
    if (needed > room && name !== "id") continue;
    room -= needed;
    fitting.add(name);
  }
  return fitting;
}

function widthOf({ name, heading, cells }: FilledColumn): number {
  const whole = cells.reduce((most, { text }) => Math.max(most, displayWidth(text)), displayWidth(heading));
  return name === "error" ? Math.min(whole, NARROWEST_ERROR) : whole;
}

function printColumns({ out }: Cli, columns: readonly FilledColumn[], header: boolean): void {
  const headings = columns.map(({ heading }) => heading);
  const names = columns.map(({ name }) => name);
  const rows = (columns[0]?.cells ?? []).map((_, row) => columns.flatMap(({ cells }) => cells[row] ?? []));
  const yielding = [names.indexOf("name"), names.indexOf("error")];
  out.lines(tableLines(out, { headings, yielding, width: out.width, header }, rows));
}

const MOST_NAMED = 5;

function sayLeftOut(cli: Cli, columns: readonly string[]): void {
  if (columns.length === 0) return;
  const named = columns.slice(0, MOST_NAMED).join(", ");
  const more = columns.length - MOST_NAMED;
  const which = more > 0 ? `${named} and ${more} more` : named;
  cli.say(printable(`There was no room for ${which}. Choose with --columns, or see all with --csv.`));
}
