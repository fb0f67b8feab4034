import { DirqError, hasEnded, JobQueue, type FailedJob, type Job, type JobOrDamaged } from "../../queue/index.js";
import { errorWords, printable, printableLines } from "../../wording/index.js";
import { asWords, JOB_WORD, resolveJob } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { jobDocument, resultObject } from "../json/job-json.js";
import { strictJson } from "../json/strict-json.js";
import { fieldsOf } from "../showing/job-fields.js";
import { STATE_STYLE } from "../showing/state-style.js";
import { shownJson, shownText } from "../showing/without-secrets.js";

export const info = defineCommand({
  name: "info",
  summary: "all about one job",
  about: "All about one job: what it runs, when it did, how it ended, and its result or error.",
  words: { usage: "<id>", help: JOB_WORD, offers: { kind: "jobs" } },
  options: {
    json: {
      type: "boolean",
      help: "the job's document and its result, every number as it stands in the file, but NaN as null",
    },
  },
  examples: [
    ["Why did it fail?", "dirq info last-failed"],
    ["A value of its result", "dirq info last --json | jq .result.loss"],
  ],
  run(cli, [word = ""], { json }) {
    const queue = new JobQueue(cli.jobsDirectory);
    const id = resolveJob(queue, word);
    const job = queue.get(id);
    if (job === undefined) throw new DirqError("NOT_FOUND", `Job ${id} was removed from ${queue.directory} just now.`);
    if (json) cli.out.line(jsonOf(queue, job));
    else printInfo(cli, queue, job);
  },
});

function jsonOf(queue: JobQueue, job: JobOrDamaged): string {
  const document = jobDocument(queue, job);
  const result = resultObject(queue, job.id);
  return strictJson((result === undefined ? document : document.set("result", result)).toString());
}

function printInfo(cli: Cli, queue: JobQueue, job: JobOrDamaged): void {
  const { out } = cli;
  const fields = fieldsOf(queue, job);
  const width = Math.max(...fields.map(({ label }) => label.length));
  for (const { label, value } of fields) {
    const text = label === "State" ? out.style(STATE_STYLE[job.state], value) : indented(value, width + 2);
    out.line(`${out.style("bold", label.padEnd(width))}  ${text}`);
  }
  if (job.state !== "damaged") printTexts(cli, queue, job);
}

function printTexts(cli: Cli, queue: JobQueue, job: Job): void {
  const params = queue.paramsText(job.id);
  // One that failed may have left a result as well.
  const result = hasEnded(job) ? resultOrReason(queue, job.id) : undefined;
  const error = job.state === "failed" ? errorOrReason(queue, job) : undefined;
  const shown = [
    params && shownJson(params, job.params),
    result && shownJson(result, job.params),
    error && shownText(error, job.params),
  ];
  for (const [index, title] of ["Params", "Result", "Error"].entries())
    printSection(cli, title, { text: shown[index], id: job.id });
  if (shown[0] !== params || shown[1] !== result || shown[2] !== error) sayWhatIsHidden(cli, queue, job);
}

function sayWhatIsHidden(cli: Cli, queue: JobQueue, { id, state }: Job): void {
  const error = state === "failed" ? `, and the error in ${printable(queue.resultDirectory(id))}` : "";
  cli.say(
    `What looks like a secret is hidden. To see it: ${cli.commandLine("info", "--json", ...asWords(id))}${error}`,
  );
}

/** A terminal is for the eyes: of a long text it gets the beginning, a pipe gets all of it. */
const LINES_ON_TERMINAL = 200;

function printSection(
  cli: Cli,
  title: string,
  { text, id }: { readonly text: string | undefined; readonly id: string },
): void {
  if (text === undefined) return;
  const { out } = cli;
  const lines = printableLines(text).trimEnd().split("\n");
  const shown = out.isTerminal ? lines.slice(0, LINES_ON_TERMINAL) : lines;
  out.line(`\n${out.style("bold", title)}\n${shown.join("\n")}`);
  const left = lines.length - shown.length;
  if (left > 0)
    out.line(out.style("dim", `… ${left} more lines; to see all: ${cli.commandLine("info", ...asWords(id))} | less`));
}

function resultOrReason(queue: JobQueue, id: string): string | undefined {
  return textOrReason(() => queue.resultText(id));
}

function errorOrReason(queue: JobQueue, { id, error }: FailedJob): string {
  return textOrReason(() => queue.errorText(id)) ?? error;
}

/** A job may leave a link or a gigabyte where its result should be; that is part of what there is to say about it. */
function textOrReason(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch (error) {
    return `(cannot be shown: ${errorWords(error)})`;
  }
}

/** Further lines of a value stand below its first. */
function indented(value: string, columns: number): string {
  return value.trimEnd().replaceAll("\n", `\n${" ".repeat(columns)}`);
}
