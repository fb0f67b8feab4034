/**
 * `dirq submit` of one command, with options that only describe it: what scripts call in loops. Whatever else is called
 * for, a mistake too, is left to the program of all commands before anything is done.
 */
import { Inbox, type JobParams } from "../../queue/index.js";
import { Cli } from "../cli.js";
import { COMMON_OPTIONS, firstWord, parse, PROGRAM_OPTIONS, type Values } from "../command.js";
import { report } from "../trouble.js";
import { commandParams, PARAMS_OPTIONS } from "./job-params.js";
import { isJsonSource } from "./json-source.js";
import { sayWhyQueueStands } from "./standing-queue.js";
import { printLines, sayUnprinted } from "./submitted.js";

const OPTIONS = { ...PARAMS_OPTIONS, ...COMMON_OPTIONS };

interface PlainSubmit {
  /** Before the name of the command, and after it. */
  readonly common: readonly Values<typeof COMMON_OPTIONS>[];
  readonly params: JobParams;
}

/** Submits, if that is all that is called for. False: nothing was done. */
export function submitPlainly(args: readonly string[]): boolean {
  const plain = plainSubmit(args);
  if (plain === undefined) return false;
  const cli = new Cli();
  for (const options of plain.common) cli.configure(options);
  try {
    submit(cli, plain.params);
  } catch (error) {
    cli.exitCode = report(cli, error);
  }
  process.exitCode = cli.exitCode;
  return true;
}

/** Undefined for all that is to be done, or refused, elsewhere. */
function plainSubmit(args: readonly string[]): PlainSubmit | undefined {
  if (!args.includes("submit")) return undefined;
  try {
    const index = firstWord(args, PROGRAM_OPTIONS);
    const { options: before } = parse(args.slice(0, index), COMMON_OPTIONS);
    if (args[index] !== "submit") return undefined;
    const { options, words } = parse(args.slice(index + 1), OPTIONS, { optionsEndAtFirstWord: true });
    const [word] = words;
    if (before.help || options.help || word === undefined || isJsonSource(word)) return undefined;
    return { common: [before, options], params: commandParams(words, options) };
  } catch {
    // Whatever it is, it is met there again and said.
    return undefined;
  }
}

function submit(cli: Cli, params: JobParams): void {
  const queue = new Inbox(cli.jobsDirectory);
  const job = queue.submit(params);
  const trouble = printLines(cli, [job.id]);
  if (trouble !== undefined) sayUnprinted(cli, trouble, [job.id]);
  sayWhyQueueStands(cli, queue);
}
