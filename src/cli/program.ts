/** The grammar of the command line: `dirq [options] <command> [options] [words]`. */
import { version } from "../../package.json";
import { shellJoin } from "../wording/index.js";
import type { Cli } from "./cli.js";
import { COMMAND_GROUPS, COMMANDS } from "./command-table.js";
import { firstWord, parse, PROGRAM_OPTIONS, tokenize, type Options } from "./command.js";
import { complete } from "./completion/complete.js";
import { EXIT } from "./exit-codes.js";
import { fullHelp, shortHelp } from "./help.js";
import { UsageError } from "./trouble.js";
import { similarTo } from "./typed/similar.js";

/** Runs the command that the arguments name. @throws UsageError, and whatever the command throws */
export async function runProgram(cli: Cli, args: readonly string[]): Promise<void> {
  const index = firstWord(args, PROGRAM_OPTIONS);
  checkPlaces(args.slice(0, index), args.slice(index));
  const { options } = parse(args.slice(0, index), PROGRAM_OPTIONS);
  cli.configure(options);
  const [name, ...rest] = args.slice(index);
  if (options.version) cli.out.line(version);
  else if (name === "__complete") complete(cli, rest);
  else if (name === "help") await runProgram(cli, ["--help", ...rest.slice(0, 1)]);
  else if (name !== undefined) await runCommand(cli, name, options.help ? ["--help"] : rest);
  else
    cli.out.write(
      options.help ? fullHelp(cli.out, COMMAND_GROUPS, PROGRAM_OPTIONS) : shortHelp(cli.out, COMMAND_GROUPS),
    );
}

async function runCommand(cli: Cli, name: string, args: readonly string[]): Promise<void> {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) throw unknownCommand(name, args);
  cli.commandName = name;
  if (command.hasCodesOfItsOwn) cli.troubleCode = EXIT.ownTrouble;
  await command.call(cli, args);
}

/** @throws UsageError for an option of a command that stands before its name */
function checkPlaces(before: readonly string[], words: readonly string[]): void {
  for (const token of tokenize(before, PROGRAM_OPTIONS).tokens) {
    if (token.kind !== "option" || Object.hasOwn(PROGRAM_OPTIONS, token.name)) continue;
    const names = COMMANDS.filter(({ options }) => hasOption(options, token.name)).map(({ name }) => name);
    if (names.length === 0) continue;
    const command = words.find((word) => names.includes(word)) ?? "<command>";
    throw new UsageError(`${token.rawName} belongs behind the command: dirq ${command} ${token.rawName} …`);
  }
}

function hasOption(options: Options, name: string): boolean {
  return Object.entries(options).some(([long, { short }]) => name === long || name === short);
}

function unknownCommand(name: string, args: readonly string[]): UsageError {
  const names = COMMANDS.map((command) => command.name);
  const meant = Object.hasOwn(PROGRAM_OPTIONS, name) ? ` Did you mean dirq --${name}?` : similarTo(name, names);
  const word = shellJoin([name]);
  // Whoever asks how a command is used has none to queue.
  const toQueue = args[0] === "--help" ? "" : ` To queue it: dirq submit ${word} …`;
  return new UsageError(`There is no command ${word}.${meant || toQueue}`);
}
