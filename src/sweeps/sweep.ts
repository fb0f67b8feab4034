/** A command with names in it and what they stand for, as the jobs that come of it. Pure, for whoever shows or submits them. */
import { shellJoin } from "../wording/index.js";
import { combine, type Assignment } from "./combine.js";
import { fillShellLine } from "./shell-line.js";
import { SweepError } from "./sweep-error.js";
import { fillText, piecesOf, type Piece } from "./template.js";
import type { SweepSource } from "./values.js";

export interface Sweep {
  /** One word is a line for a shell; several are the words of a command. */
  readonly words: readonly string[];
  readonly sources: readonly SweepSource[];
  /** Pairs the values instead of combining all. */
  readonly zip: boolean;
  /** Other text in which names stand for values: the job's name, a variable's value. */
  readonly texts?: readonly string[];
}

export interface SweepJob {
  readonly command: string;
  /** The `texts`, filled. */
  readonly texts: readonly string[];
  /** What goes into the job's params: numbers as numbers. */
  readonly values: Readonly<Record<string, number | bigint | string>>;
}

/** @throws SweepError for what means nothing, a source that no name in the command stands for included */
export function sweepJobs({ words, sources, zip, texts = [] }: Sweep): SweepJob[] {
  const names = sources.flatMap((source) => source.names);
  const assignments = combine(sources, { zip });
  const [templates, others] = [words, texts].map((list) => list.map((template) => piecesOf(template, names)));
  assertUsed(sources, [...(templates ?? []), ...(others ?? [])]);
  return assignments.map((assignment) => {
    const valueOf = (name: string): string => assignment.get(name) ?? "";
    return {
      command: commandOf(templates ?? [], valueOf),
      texts: (others ?? []).map((pieces) => fillText(pieces, valueOf)),
      values: valuesFor(assignment),
    };
  });
}

function commandOf(templates: readonly (readonly Piece[])[], valueOf: (name: string) => string): string {
  const [line, ...more] = templates;
  if (line !== undefined && more.length === 0) return fillShellLine(line, valueOf);
  return shellJoin(templates.map((pieces) => fillText(pieces, valueOf)));
}

/** All its jobs would be the same but for their ids. */
function assertUsed(sources: readonly SweepSource[], templates: readonly (readonly Piece[])[]): void {
  const used = new Set(templates.flat().flatMap((piece) => ("name" in piece ? [piece.name] : [])));
  const unused = sources.find(({ names }) => !names.some((name) => used.has(name)));
  if (unused === undefined) return;
  const names = unused.names.map((name) => `{${name}}`).join(" or ");
  throw new SweepError(`Nothing in the command stands for ${unused.title}: write ${names} where its values belong.`);
}

/** A job's own keys, which a value of that name must not change. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  "command",
  "type",
  "name",
  "cwd",
  "env",
  "timeout",
  "dirq",
  "__proto__",
]);

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function valuesFor(assignment: Assignment): SweepJob["values"] {
  const own = [...assignment].filter(([name]) => !OWN_KEYS.has(name));
  return Object.fromEntries(own.map(([name, text]) => [name, valueFor(text)]));
}

function valueFor(text: string): number | bigint | string {
  const number = NUMBER.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(number)) return text;
  return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(text) ? BigInt(text) : number;
}
