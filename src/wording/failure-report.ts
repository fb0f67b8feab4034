/** A failed job as Markdown, to be pasted into an issue or a message: without the secrets that it was given. */
import { troubleWords } from "./damage.js";
import { absoluteTime, duration } from "./times.js";
import { printable, printableLines } from "./printable.js";
import { withoutSecrets } from "./secrets.js";
import { rowDescription, type RowFacts } from "./rows.js";

export interface Failure {
  readonly row: RowFacts & { readonly id: string; readonly label: string; readonly workerName?: string | undefined };
  readonly command?: string | undefined;
  readonly cwd?: string | undefined;
  /** The job's own environment: its secrets are taken out of the report. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly errorText?: string | undefined;
}

/** Of a long error the end, which says what went wrong. */
const MOST_LINES = 60;

export function failureReport({ row, command, cwd, env, errorText }: Failure, now: number): string {
  const clean = (text: string): string => withoutSecrets(text, env);
  const { startedMs, finishedMs, workerName } = row;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Job", `\`${printable(row.id)}\``],
    ["Started", startedMs === undefined ? undefined : absoluteTime(startedMs)],
    ["Ran", startedMs === undefined || finishedMs === undefined ? undefined : duration(finishedMs - startedMs)],
    ["Worker", workerName === undefined ? undefined : fencedWord(workerName)],
    ["Directory", cwd === undefined ? undefined : fencedWord(clean(cwd))],
  ];
  const error = errorText ?? troubleWords(row);
  // How long it ran stands below.
  const end = rowDescription({ ...row, startedMs: undefined }, now);
  return [
    `**${printable(clean(row.label)).replaceAll(/[*_\\`<[\]]/g, "\\$&")}**: ${clean(end)}`,
    facts.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${value}`])).join("\n"),
    ...(command === undefined ? [] : [fenced("sh", clean(command))]),
    ...(error === undefined ? [] : [fenced("text", lastLines(clean(error)))]),
  ].join("\n\n");
}

function lastLines(text: string): string {
  return text.trimEnd().split("\n").slice(-MOST_LINES).join("\n");
}

/** The fence is longer than any in the text, so that the text cannot end it. */
function fenced(language: string, text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${printableLines(text)}\n${fence}`;
}

function fencedWord(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  return `${fence}${printable(text)}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
