/** docs/cli.md, made from the table of commands that the program itself runs and prints its help from. */
import { format, resolveConfig } from "prettier";
import { COMMAND_GROUPS } from "../../src/cli/command-table.js";
import { groupsOf, PROGRAM_OPTIONS, type Command, type Options } from "../../src/cli/command.js";
import { projectRoot } from "../project.js";
import { DETAILS } from "./details.js";

export async function cliPage(): Promise<string> {
  const commands = COMMAND_GROUPS.flatMap((group) => group.commands);
  const page = [HEAD, tables(), ALL_HAVE, ...commands.map(section), ENVIRONMENT].join("\n\n");
  return format(page, { ...(await resolveConfig(`${projectRoot}/package.json`)), parser: "markdown" });
}

const HEAD = `# dirq on the command line

<!-- Made by \`npm run docs:cli\` from the program's own help; what is beyond that stands in scripts/cli-docs. -->

\`\`\`sh
dirq [options] <command> [options] [words]
\`\`\`

\`dirq --help\` lists the commands, \`dirq <command> --help\` or \`dirq help <command>\` explains one. Data go to standard output,
words for a person to standard error.`;

function tables(): string {
  return COMMAND_GROUPS.map(({ title, commands }) => {
    const rows = commands.map(({ name, summary }) => `| [${name}](#dirq-${name}) | ${cell(summary)} |`);
    return [`| ${title.replace(/:$/, "")} | |`, "| --- | --- |", ...rows].join("\n");
  }).join("\n\n");
}

const ALL_HAVE = `## What all of them have

${optionsOf(PROGRAM_OPTIONS)}

**Jobs** are named by their id, by any ending of an id that only one job has, by \`last\`, the newest, or by \`last-failed\`.
In the place of ids, options say which jobs: \`--batch NAME\` all of a batch, \`--state STATE\` all that are \`queued\`, \`running\`,
\`completed\` or \`failed\`, \`--name 'lr-*'\` all of such a name, \`--search WORDS\` all with these words; \`--since\` and \`--before\`
narrow them by time. Of several options, those that all of them mean. Jobs that cannot be changed keep no other from being
changed, and are reported.

**Lengths of time** are \`90s\`, \`30m\`, \`2h\`, \`1h30m\`, \`7d\` or \`2 weeks\`; a bare number is seconds. **Times** are \`18:00\`,
\`6pm\`, \`yesterday\`, \`'tomorrow 9:00'\`, \`2026-12-24\`, \`2026-12-24T18:00\`, local where no zone is given, as in
\`2026-12-24T18:00:00Z\`; where a time has to be behind us, a length means so long ago.

**JSON** has every number as it stands in the file, but \`null\` for the NaN and Infinity that Python writes and JSON has not.
What changes jobs prints with \`--json\` one object a line for each: \`id\`, or the word that means none; \`outcome\`: \`cancelled\`,
\`requested\` of the worker that runs it, \`held\`, \`released\`, \`removed\`, \`deleted\`, \`restored\`, \`left-alone\` for what moved on
meanwhile, \`unconfirmed\` for what was done though the disk does not confirm it (with \`--purge\`: moved to the trash), or null;
\`error\`: null, or its \`code\` and \`message\`; of \`rm\` also \`trash\`, which \`restore\` takes, or the \`bytes\` that \`--purge\` freed.

**The queue** is made by \`submit\` and by \`worker\`; what only looks at it makes nothing.`;

function section(command: Command): string {
  const { name, about, words, options, examples } = command;
  const lines = examples.flatMap(([does, line]) => [`# ${does}`, line]);
  const details = DETAILS[name];
  const parts = [
    `## dirq ${name}`,
    `\`\`\`sh\ndirq ${name} [options]${words === undefined ? "" : ` ${words.usage}`}\n\`\`\``,
    escaped(about),
    ...(details === undefined ? [] : [details]),
    `Examples:\n\n\`\`\`sh\n${lines.join("\n")}\n\`\`\``,
    ...(words === undefined ? [] : [`- \`${words.usage}\`: ${escaped(words.help)}`]),
    ...[...groupsOf(options)].map(([title, group]) => `${title}:\n\n${optionsOf(group)}`),
  ];
  return parts.join("\n\n");
}

function optionsOf(options: Options): string {
  return Object.entries(options)
    .map(([name, { short, value, help }]) => {
      const names = [
        ...(short === undefined ? [] : [`-${short}`]),
        `--${name}${value === undefined ? "" : ` <${value}>`}`,
      ];
      return `- ${names.map((each) => `\`${each}\``).join(", ")}: ${escaped(help)}`;
    })
    .join("\n");
}

/** Text of the help as Markdown, in which some of its signs mean something. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*<>[\]]/g, "\\$&");
}

function cell(text: string): string {
  return escaped(text).replaceAll("|", "\\|");
}

const ENVIRONMENT = `## Environment

- \`DIRQ_JOBS_DIR\`: the queue, where \`--jobs-dir\` is not given.
- \`NO_COLOR\`: no colours. \`FORCE_COLOR\`: colours also where there is no terminal. \`TERM=dumb\`: neither colours nor blocks.
- \`VISUAL\`, \`EDITOR\`: what \`dirq resubmit --edit\` opens.
- \`DIRQ_EDITOR\`: the program with which \`dirq open\` opens VS Code, or one that is like it.

## Exit codes

| code | meaning |
| --- | --- |
| 0 | well |
| 1 | failure; of \`doctor\`, something is wrong with the queue |
| 2 | called in a way that has no meaning |
| 3 | no such job, an id that several jobs share, or no queue |
| 4 | a race was lost, or the job is in a state in which this cannot be done |
| 130 | Ctrl-C; what changes many jobs ends the few under way first, and says what was done |

\`wait\`, \`monitor\` and \`submit\` with \`--wait\` or \`--monitor\` end with the code of the job's command instead: 124 if it ran out of
time, 128 + n if signal n ended it, 1 if it failed in another way, and 125 for trouble of their own, a call without meaning
included; so does \`doctor\`.

## Files

What lies in a queue's directory is described in [protocol.md](protocol.md), what dirq promises in
[reliability.md](reliability.md).
`;
