/** The help, laid out for the narrowest terminal that people use. */
import type { CommandGroup } from "./command-table.js";
import { COMMON_OPTIONS, groupsOf, type CommandDescription, type Options } from "./command.js";
import type { Screen } from "./screen.js";

const WIDTH = 60;

/** The commands with which one begins, each with a line of its own in the short help. */
const FIRST = ["submit", "worker", "list"];
const ALSO = "Also: ".length;

/** `dirq` alone: what it is, and how one begins. */
export function shortHelp(out: Screen, groups: readonly CommandGroup[]): string {
  const names = groups.flatMap(({ commands }) => commands.map(({ name }) => name));
  const others = names.filter((name) => !FIRST.includes(name));
  return `${out.style("bold", "dirq")}: a job queue that is a directory

  dirq submit python train.py    put a command into ./jobs
  dirq worker                    run what is queued
  dirq list                      see what became of it

Also: ${wrap(others.join(" "), WIDTH - ALSO, ALSO)}
More: dirq --help, dirq <command> --help
`;
}

const FURTHER_HELP = `Words for jobs:
  1790000000000000000, or any ending of an id that only one
  job has; last, the newest; last-failed

Environment:
  DIRQ_JOBS_DIR    the queue, where --jobs-dir is not given
  VISUAL, EDITOR   the editor for resubmit --edit
  DIRQ_EDITOR      the editor for open
  NO_COLOR, FORCE_COLOR

Exit codes:
  0 ok, 1 failure, 2 usage, 3 not found, 4 conflict or wrong
  state, 130 Ctrl-C. wait, monitor and submit with --wait or
  --monitor end with the job's code, doctor with 1 for a
  finding that is not harmless; 125 is trouble of their own
`;

/** What `dirq --help` prints. */
export function fullHelp(out: Screen, groups: readonly CommandGroup[], options: Options): string {
  const commands = groups.map(({ title, commands: entries }) =>
    section(out, title, columns(entries.map(({ name, summary }) => [name, summary]))),
  );
  const usage = `${out.style("bold", "Usage:")} dirq [options] <command> [options] [words]`;
  return [usage, ...commands, section(out, "Options:", optionLines(options)), FURTHER_HELP].join("\n\n");
}

/** What `dirq <command> --help` prints. */
export function commandHelp(out: Screen, command: CommandDescription): string {
  const { words } = command;
  const parts = [
    `${out.style("bold", "Usage:")} dirq ${command.name} [options]${words === undefined ? "" : ` ${words.usage}`}`,
    wrap(command.about, WIDTH, 0),
    section(out, "Examples:", command.examples.map(([does, line]) => `  # ${does}\n  $ ${line}`).join("\n\n")),
    ...(words === undefined ? [] : [section(out, "Words:", columns([[words.usage, words.help]]))]),
    ...[...groupsOf(command.options)].map(([title, options]) => section(out, `${title}:`, optionLines(options))),
    section(out, "Everywhere:", optionLines(COMMON_OPTIONS)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(out: Screen, title: string, text: string): string {
  return `${out.style("bold", title)}\n${text}`;
}

function optionLines(options: Options): string {
  return columns(
    Object.entries(options).map(([name, { short, value, help }]) => [
      `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}`,
      help,
    ]),
  );
}

/** Two columns, the second wrapped. */
function columns(rows: readonly (readonly [left: string, right: string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.map(([left, right]) => `  ${left.padEnd(width - 2)}${wrap(right, WIDTH - width, width)}`).join("\n");
}

/** Breaks text between words; further lines are indented. */
function wrap(text: string, width: number, indent: number): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${" ".repeat(indent)}`);
}
