/**
 * `dirq __complete <words>`: what the last word can become, for the scripts that `dirq completion` prints. The first line
 * says of what kind that is: `words`, of which one follows a line, with a tab and what it means behind it; `unfinished`,
 * words behind which something follows without a space; `files`; `directories`; or `command N`, when the last N words are a
 * command line of their own.
 */
import { DirqError, JobQueue } from "../../queue/index.js";
import type { Cli } from "../cli.js";
import { COMMANDS } from "../command-table.js";
import { COMMON_OPTIONS, firstWord, parse, PROGRAM_OPTIONS, tokenize, type Command, type Options } from "../command.js";
import { candidatesFor, type Candidate } from "./candidates.js";
import type { Offer } from "./offers.js";

interface Answer {
  readonly kind: string;
  readonly candidates: readonly Candidate[];
}

const NOTHING: Answer = { kind: "words", candidates: [] };

/** Whatever is wrong, a shell that asks in the middle of a line gets no message. */
export function complete(cli: Cli, words: readonly string[]): void {
  const { kind, candidates } = answerOrNothing(cli, words);
  const lines = candidates.map(({ word, means = "" }) => `${word}\t${means}`);
  cli.out.writeIfRead([kind, ...lines].map((line) => `${line}\n`).join(""));
}

function answerOrNothing(cli: Cli, words: readonly string[]): Answer {
  try {
    return answerFor(cli, words);
  } catch (error) {
    if (error instanceof DirqError) return NOTHING;
    throw error;
  }
}

function answerFor(cli: Cli, words: readonly string[]): Answer {
  const given = words.slice(0, -1);
  const current = words.at(-1) ?? "";
  const index = firstWord(given, PROGRAM_OPTIONS);
  configure(cli, given.slice(0, index), PROGRAM_OPTIONS);
  const line = { given: given.slice(0, index), current };
  if (index === given.length) return answerIn(cli, { line, options: PROGRAM_OPTIONS, offers: { kind: "commands" } });
  const rest = given.slice(index + 1);
  if (given[index] === "help") return rest.length > 0 ? NOTHING : offered(cli, { kind: "commands" }, { current });
  const command = COMMANDS.find(({ name }) => name === given[index]);
  return command === undefined ? NOTHING : answerInCommand(cli, command, { given: rest, current });
}

interface Line {
  /** The words before the one that is completed. */
  readonly given: readonly string[];
  readonly current: string;
}

function answerInCommand(cli: Cli, { options: own, words, optionsEndAtFirstWord }: Command, line: Line): Answer {
  const options = { ...own, ...COMMON_OPTIONS };
  const first = optionsEndAtFirstWord ? firstWord(line.given, options) : line.given.length;
  // A command may follow `--`, which is none of its words.
  const end = line.given[first] === "--" ? first + 1 : first;
  configure(cli, line.given.slice(0, end), options);
  if (end < line.given.length) return { kind: `command ${line.given.length - end + 1}`, candidates: [] };
  return answerIn(cli, { line, options, offers: words?.offers, isOne: words?.usage.includes("...") === false });
}

/** Options that mean nothing yet say nothing yet. */
function configure(cli: Cli, args: readonly string[], options: Options): void {
  const places = tokenize(args, options).tokens.filter((token) => token.kind === "option" && token.name === "jobs-dir");
  const { options: values } = parse(
    places.flatMap((token) => ("value" in token && token.value ? ["--jobs-dir", token.value] : [])),
    COMMON_OPTIONS,
  );
  cli.configure(values);
}

interface Place {
  readonly line: Line;
  readonly options: Options;
  /** What its words are. */
  readonly offers: Offer | undefined;
  /** It takes one word. */
  readonly isOne?: boolean;
}

function answerIn(cli: Cli, { line, options, offers, isOne = false }: Place): Answer {
  const { given, current } = line;
  // What a word in this place would be taken for.
  const { tokens } = tokenize([...given, "word"], options);
  const last = tokens.at(-1);
  if (last?.kind === "option") return offered(cli, options[last.name]?.offers, { current });
  const [, name = "", value] = /^--([^=]+)=(.*)$/s.exec(current) ?? [];
  if (value !== undefined) return offered(cli, options[name]?.offers, { current: value, before: `--${name}=` });
  const hasEnded = tokens.some(({ kind }) => kind === "option-terminator");
  if (current.startsWith("-") && !hasEnded) return optionsFor(line, options);
  const words = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : [])).slice(0, -1);
  return isOne && words.length > 0 ? NOTHING : offered(cli, offers, { current, words });
}

interface Word {
  readonly current: string;
  /** What stands in the same word before what is completed. */
  readonly before?: string;
  /** The words that are there already. */
  readonly words?: readonly string[];
}

function offered(cli: Cli, offer: Offer | undefined, { current, before = "", words = [] }: Word): Answer {
  if (offer === undefined) return NOTHING;
  if (offer.kind === "files" || offer.kind === "directories") return { kind: offer.kind, candidates: [] };
  if (offer.kind === "command") return { kind: "command 1", candidates: [] };
  const isList = "isList" in offer;
  const behindComma = isList ? current.lastIndexOf(",") + 1 : 0;
  const earlier = isList ? current.slice(0, behindComma) : "";
  const taken = [...words, ...earlier.split(",")];
  const candidates = candidatesFor(new JobQueue(cli.jobsDirectory), offer, current.slice(behindComma));
  return {
    kind: isList ? "unfinished" : "words",
    candidates: candidates
      .filter(({ word }) => !taken.includes(word))
      .map(({ word, means }) => ({ word: `${before}${earlier}${word}`, means })),
  };
}

function optionsFor({ given, current }: Line, options: Options): Answer {
  const used = tokenize(given, options).tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
  const open = Object.entries(options).filter(([name, { multiple }]) => multiple === true || !used.includes(name));
  const candidates = open.map(([name, { help }]) => ({ word: `--${name}`, means: help }));
  return { kind: "words", candidates: candidates.filter(({ word }) => word.startsWith(current)) };
}
