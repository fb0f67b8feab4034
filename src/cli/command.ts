/**
 * What a command is: data that the parser, the help and the types of its options are all made of, and a function.
 *
 * Parsed by node:util. A library for this would be a third of the bundle and of the time that `dirq submit` may take.
 */
import { parseArgs } from "node:util";
import { shellJoin } from "../wording/index.js";
import type { Cli } from "./cli.js";
import type { Offer } from "./completion/offers.js";
import { commandHelp } from "./help.js";
import { UsageError } from "./trouble.js";
import { similarTo } from "./typed/similar.js";

export interface OptionSpec {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly help: string;
  /** What a shell completes its value with. */
  readonly offers?: Offer;
  /** The heading under which the help has it, with others of its kind. */
  readonly group?: string;
}

export type Options = Readonly<Record<string, OptionSpec>>;
export type Values<O extends Options> = {
  readonly [Name in keyof O]?:
    | (O[Name] extends { readonly type: "boolean" }
        ? boolean
        : O[Name] extends { readonly multiple: true }
          ? readonly string[]
          : string)
    | undefined;
};

/** All that the help says of a command. */
export interface CommandDescription<O extends Options = Options> {
  readonly name: string;
  /** A few words, for the list of commands. */
  readonly summary: string;
  /** Sentences. What it does, and what it prints. */
  readonly about: string;
  /** The words that follow: `<id>` is one, `<id...>` one or more, `[id...]` any number. Absent: none. */
  readonly words?: {
    readonly usage: `<${string}>` | `[${string}]`;
    readonly help: string;
    /** What a shell completes them with. */
    readonly offers?: Offer;
  };
  /** What somebody meant with a word too many, as a sentence. */
  readonly meantBy?: (word: string) => string;
  readonly options: O;
  readonly examples: readonly (readonly [does: string, line: string])[];
  /** Its words are a command line of its own: options after the first word belong to that. */
  readonly optionsEndAtFirstWord?: true;
  /** Its codes say something of a job or of the queue, so trouble of its own needs another: all of it ends with 125. */
  readonly hasCodesOfItsOwn?: true;
}

export interface CommandSpec<O extends Options> extends CommandDescription<O> {
  readonly run: (cli: Cli, words: readonly string[], options: Values<O>) => void | Promise<void>;
}

/** A command whose options only it knows. */
export interface Command extends CommandDescription {
  readonly call: (cli: Cli, args: readonly string[]) => void | Promise<void>;
}

/** The same options, under one heading in the help. */
export function inGroup<const O extends Options>(
  group: string,
  options: O,
): { readonly [Name in keyof O]: O[Name] & { readonly group: string } } {
  const grouped = Object.entries(options).map(([name, spec]) => [name, { ...spec, group }]);
  return Object.fromEntries(grouped) as { readonly [Name in keyof O]: O[Name] & { readonly group: string } };
}

/** The options under each of their headings, in the order in which these come first. */
export function groupsOf(options: Options): ReadonlyMap<string, Options> {
  const groups = new Map<string, Options>();
  for (const [name, spec] of Object.entries(options)) {
    const { group = "Options" } = spec;
    groups.set(group, { ...groups.get(group), [name]: spec });
  }
  return groups;
}

/** Options that every command has, before and after its name. */
export const COMMON_OPTIONS = {
  "jobs-dir": {
    type: "string",
    value: "dir",
    help: "the queue; else $DIRQ_JOBS_DIR, else ./jobs",
    offers: { kind: "directories" },
  },
  "no-color": { type: "boolean", help: "print without colours" },
  help: { type: "boolean", short: "h", help: "this help" },
} as const satisfies Options;

/** Options before the name of a command. */
export const PROGRAM_OPTIONS = {
  ...COMMON_OPTIONS,
  version: { type: "boolean", short: "V", help: "print the version" },
} as const satisfies Options;

export function defineCommand<const O extends Options>(spec: CommandSpec<O>): Command {
  const call = (cli: Cli, args: readonly string[]): void | Promise<void> => {
    const { options, words } = parse(args, { ...spec.options, ...COMMON_OPTIONS }, spec);
    const common: Values<typeof COMMON_OPTIONS> = options;
    cli.configure(common);
    if (common.help) return cli.out.write(commandHelp(cli.out, spec));
    checkCount(words, spec);
    return spec.run(cli, words, options);
  };
  return { ...spec, call };
}

/** Takes the options out of the arguments. @throws UsageError for an option that is unknown or lacks its value */
export function parse<const O extends Options>(
  args: readonly string[],
  options: O,
  { optionsEndAtFirstWord }: { readonly optionsEndAtFirstWord?: true } = {},
): { options: Values<O>; words: string[] } {
  const ended = optionsEndAtFirstWord ? firstWord(args, options) : args.length;
  const { values, positionals, tokens } = tokenize(args.slice(0, ended), options);
  for (const token of tokens) if (token.kind === "option") checkOption(token, options);
  const rest = args.slice(ended);
  // Every value is what the options say it is: that is what was checked.
  return { options: values as Values<O>, words: [...positionals, ...(rest[0] === "--" ? rest.slice(1) : rest)] };
}

/** Where the first argument stands that is neither an option nor the value of one. */
export function firstWord(args: readonly string[], options: Options): number {
  const word = tokenize(args, options).tokens.find(({ kind }) => kind !== "option");
  return word?.index ?? args.length;
}

/** Not strict: node's own messages suggest nothing, and it takes a value that begins with a dash for a mistake. */
export function tokenize(args: readonly string[], options: Options) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
}

type OptionToken = Extract<ReturnType<typeof tokenize>["tokens"][number], { readonly kind: "option" }>;

function checkOption({ name, rawName, value, inlineValue }: OptionToken, options: Options): void {
  const spec = Object.hasOwn(options, name) ? options[name] : undefined;
  if (spec === undefined) throw unknownOption(rawName, options);
  if (spec.type === "string" && value === undefined) {
    throw new UsageError(`${rawName} needs a value: ${rawName} <${spec.value ?? "value"}>`);
  }
  // What comes of a variable that is not set: it would mean the directory one is in, and fill it with folders.
  if (name === "jobs-dir" && value === "") throw new UsageError(`${rawName} is empty. Leave it out to use ./jobs.`);
  if (spec.type === "boolean" && inlineValue) throw new UsageError(`${rawName} takes no value.`);
}

function unknownOption(rawName: string, options: Options): UsageError {
  const names = Object.keys(options).map((name) => `--${name}`);
  return new UsageError(`There is no option ${rawName}.${asValue(rawName, options) ?? similarTo(rawName, names)}`);
}

/** `--failed` is what `--state failed` means. */
function asValue(rawName: string, options: Options): string | undefined {
  const word = rawName.slice(2);
  const found = Object.entries(options).find(
    ([, { offers }]) => offers?.kind === "values" && offers.values.includes(word),
  );
  return found && ` Did you mean --${found[0]} ${word}?`;
}

function checkCount(given: readonly string[], { name, words, meantBy }: CommandDescription): void {
  const usage = words?.usage ?? "";
  const line = `dirq ${name} ${usage}`.trimEnd();
  if (given.length === 0 && usage.startsWith("<")) throw new UsageError(`${usage} is missing: ${line}`);
  const most = usage === "" ? 0 : usage.includes("...") ? Infinity : 1;
  const tooMany = given[most];
  if (tooMany === undefined) return;
  const meant = meantBy?.(tooMany) ?? `What is understood: ${line}`;
  throw new UsageError(`There is a word too many: ${shellJoin([tooMany])}. ${meant}`);
}
