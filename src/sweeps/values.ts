/** What is swept over: `lr=0.1,0.01`, `seed=1..10`, the lines of a file, the rows of a table. */
import { count } from "../wording/index.js";
import { parseCsv, type CsvField } from "./csv.js";
import { SweepError } from "./sweep-error.js";

/** Values that go together, row by row: one name for `lr=…`, one for each column of a table. */
export interface SweepSource {
  /** For messages: `lr`, `runs.csv`. */
  readonly title: string;
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** More jobs than this at once are a slip of the finger. */
export const MOST_JOBS = 100_000;

const NAME = /^[A-Za-z_][\w.-]*$/;

/**
 * `name=value,value`, where a value can be a range: `1..10`, `0..1..0.25`, `08..12`. Quoted as in a CSV file, a value
 * holds commas, and is no range. @throws SweepError
 */
export function valuesOf(text: string): SweepSource {
  const equals = text.indexOf("=");
  const name = text.slice(0, Math.max(0, equals));
  if (!NAME.test(name)) {
    throw new SweepError(`${text}: write a name and its values, for example lr=0.1,0.01 or seed=1..10.`);
  }
  const list = text.slice(equals + 1);
  const [fields = [], ...more] = parseCsv(list);
  if (fields.length === 0) throw new SweepError(`${name} has no values. An empty one is written as "".`);
  if (more.length > 0) throw new SweepError(`${name}: a value with a line break has to stand in quotation marks.`);
  const rows = fields.flatMap((field) => valuesOfField(name, field)).map((value) => [checked(name, value)]);
  return { title: name, names: [name], rows };
}

/** One job for each line that is not blank, as `{line}`. @throws SweepError */
export function linesOf(title: string, text: string): SweepSource {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const rows = lines.filter((line) => line.trim() !== "").map((line) => [checked(title, line)]);
  if (rows.length === 0) throw new SweepError(`There are no lines in ${title}.`);
  return { title, names: ["line"], rows };
}

/** One job for each row under the first, which names the columns. @throws SweepError */
export function rowsOf(title: string, text: string): SweepSource {
  const separator = title.endsWith(".tsv") ? "\t" : ",";
  const [heading = [], ...records] = parseCsv(text, { separator, title });
  const names = heading.map((field) => field.text.trim());
  if (names.includes("")) throw new SweepError(`${title}: column ${names.indexOf("") + 1} has no name.`);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new SweepError(`${title}: two columns are called ${repeated}.`);
  if (records.length === 0) throw new SweepError(`There are no rows under the names of the columns in ${title}.`);
  const rows = records.map((fields, index) => {
    if (fields.length === names.length) return fields.map((field) => checked(title, field.text));
    const has = fields.length === 1 ? "1 value" : `${fields.length} values`;
    throw new SweepError(`${title}: row ${index + 1} has ${has}, and the heading ${names.length}.`);
  });
  return { title, names, rows };
}

function valuesOfField(name: string, { text, isQuoted }: CsvField): readonly string[] {
  return (isQuoted ? undefined : rangeOf(name, text.trim())) ?? [isQuoted ? text : text.trim()];
}

const NUMBER = String.raw`-?\d{1,15}(?:\.\d{1,15})?`;
const RANGE = new RegExp(String.raw`^(${NUMBER})\.\.(${NUMBER})(?:\.\.(${NUMBER}))?$`);
/** `1e-4..1e-1` was meant as one, most likely: as a single value it would go unseen into one job. */
const LIKE_A_RANGE = /^[-+]?\.?\d[\d.eE+-]*\.\.[-+]?\.?\d[\d.eE+-]*$/;

/** The numbers of `from..to` or `from..to..step`, both ends included; undefined for what is no range. */
function rangeOf(name: string, text: string): string[] | undefined {
  const [, from, to, stepText = "1"] = RANGE.exec(text) ?? [];
  if (from === undefined || to === undefined) {
    if (!LIKE_A_RANGE.test(text)) return undefined;
    const advice = "A range is written as 1..10 or 0..1..0.25, and what is none in quotation marks";
    throw new SweepError(`${name}: ${text} is not understood. ${advice}: ${name}='"${text}"'.`);
  }
  const isWhole = !(from + to).includes(".");
  if (!isWhole && !/\.\..*\.\./.test(text)) {
    throw new SweepError(`${name}: ${text} needs a step, for example ${text}..0.1`);
  }
  const step = Math.abs(Number(stepText));
  if (step === 0) throw new SweepError(`${name}: the step of ${text} must not be 0.`);
  const length = Number(to) - Number(from);
  // A tenth is no binary number: what misses the end by so little reaches it.
  const amount = Math.floor(Math.abs(length) / step + 1e-9) + 1;
  if (amount > MOST_JOBS) throw new SweepError(`${name}: ${text} has more than ${count(MOST_JOBS)} values.`);
  const decimals = Math.max(...[from, to, stepText].map((number) => number.split(".")[1]?.length ?? 0));
  const width = [from, to].some((number) => /^-?0\d/.test(number)) ? Math.max(from.length, to.length) : 0;
  return Array.from({ length: amount }, (_, index) =>
    padded(withoutMinusZero((Number(from) + index * step * Math.sign(length)).toFixed(decimals)), width),
  );
}

/** What misses zero from below is rounded to `-0.0`. */
function withoutMinusZero(number: string): string {
  return number.replace(/^-(?=[0.]*$)/, "");
}

/** `08..12` gives `08`, `09`, `10`. */
function padded(number: string, width: number): string {
  return number.startsWith("-") ? `-${number.slice(1).padStart(width - 1, "0")}` : number.padStart(width, "0");
}

/** No program can be given a NUL in a word. */
function checked(title: string, value: string): string {
  if (value.includes("\0")) throw new SweepError(`${title}: a value holds a NUL character.`);
  return value;
}
