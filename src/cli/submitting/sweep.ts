/** `submit --sweep`: one command and many values, as jobs. */
import { randomHex } from "../../queue/index.js";
import type { SweepSource } from "../../sweeps/index.js";
import { jobs as jobsInWords } from "../../wording/index.js";
import { ask } from "../changing/confirm.js";
import type { Cli } from "../cli.js";
import { EXIT } from "../exit-codes.js";
import { isTerminal } from "../screen.js";
import { shownText } from "../showing/without-secrets.js";
import { UsageError } from "../trouble.js";
import { checkWords, commandParams, type ParamsOptions } from "./job-params.js";
import { commandOf, type JobToSubmit } from "./submit-jobs.js";
import type { SweepOptions } from "./sweep-options.js";
import { readTextFile } from "./text-file.js";

/** The jobs in their order. @throws UsageError for a sweep that means nothing; CommandError for a file that cannot be read */
export async function jobsOfSweep(
  words: readonly string[],
  options: SweepOptions & ParamsOptions,
): Promise<JobToSubmit[]> {
  const { name, env = [], zip = false } = options;
  const { sweepJobs, SweepError } = await loadSweeps();
  try {
    const sources = await sourcesOf(options);
    const texts = [words[0] ?? "", name ?? "", ...env];
    return sweepJobs({ words, sources, zip, texts }).map(
      ({ command, texts: [program, filledName, ...filledEnv], values }) => {
        checkWords([program ?? "", ...words.slice(1)], options);
        const filled = { ...options, name: name === undefined ? undefined : filledName, env: filledEnv };
        return { params: { ...commandParams([command], filled), ...values } };
      },
    );
  } catch (error) {
    if (error instanceof SweepError) throw new UsageError(error.message);
    throw error;
  }
}

/** When they are needed, which is seldom: every `dirq submit` would take longer to start. */
function loadSweeps() {
  return import("../../sweeps/index.js");
}

async function sourcesOf(options: SweepOptions): Promise<SweepSource[]> {
  const { linesOf, rowsOf, valuesOf } = await loadSweeps();
  const { sweep = [], "each-line": lines, "each-row": rows } = options;
  if (lines === "-" && rows === "-") throw new UsageError("--each-line and --each-row cannot both read stdin.");
  return [
    ...(rows === undefined ? [] : [rowsOf(titleOf(rows), await readTextFile(rows))]),
    ...(lines === undefined ? [] : [linesOf(titleOf(lines), await readTextFile(lines))]),
    ...sweep.map(valuesOf),
  ];
}

function titleOf(file: string): string {
  return file === "-" ? "standard input" : file;
}

/** What the jobs of one sweep have in common, for `list --batch` and its like. */
export function newBatch(): string {
  return `sweep-${randomHex(3)}`;
}

/** So many are submitted without a question. */
const UNASKED = 20;
const FIRST = 5;

/** Whether to submit so many. Only a person at a terminal is asked, and sees some of them before. */
export function confirmSweep(cli: Cli, jobs: readonly JobToSubmit[], yes: boolean | undefined): boolean {
  if (yes || jobs.length <= UNASKED || !isTerminal(0) || !cli.err.isTerminal) return true;
  const commands = jobs.map((job) => shownText(commandOf(job) ?? "", job.params));
  for (const command of commands.slice(0, FIRST)) cli.say(`  ${command}`);
  cli.say(`  … ${jobs.length - FIRST - 1} more\n  ${commands.at(-1) ?? ""}`);
  if (ask(cli, `Submit ${jobsInWords(jobs.length)}?`)) return true;
  cli.say("Nothing was submitted.");
  cli.exitCode = cli.troubleCode ?? EXIT.failure;
  return false;
}
