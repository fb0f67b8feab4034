import { JobQueue, type Job, type JobOrDamaged } from "../../queue/index.js";
import { rowLabel, shownCommand } from "../../wording/index.js";
import {
  batchOf,
  checkBatches,
  meaningOf,
  nothingToShow,
  SELECTION_OPTIONS,
  type Selection,
} from "../choosing/job-selection.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { statsJson } from "../json/stats-json.js";
import { JobStats } from "../stats/job-stats.js";
import { programWords } from "../stats/program-words.js";
import { printStats } from "../stats/stats-report.js";
import { UsageError } from "../trouble.js";
import { wholeNumber } from "../typed/numbers.js";
import { similarOrAll } from "../typed/similar.js";
import { pastMoment } from "../typed/when.js";

/** What jobs can be told together by. */
const GROUPS: Readonly<Record<string, (job: Job) => string>> = {
  name: (job) => job.name ?? programOf(job),
  command: ({ id, params: { command, env } }) => rowLabel(id, { command, env }),
  batch: (job) => batchOf(job) ?? "no batch",
  worker: (job) => (job.state === "queued" ? "none" : (job.workerName ?? "unknown")),
};

const { batch: BATCH, name: NAME, since: SINCE, before: BEFORE, search: SEARCH } = SELECTION_OPTIONS;

export const stats = defineCommand({
  name: "stats",
  summary: "throughput, waits and run times",
  about:
    "Show how many jobs ended in which time, how long they waited and ran, and the same of each name: of jobs without one, of each program, as in python train.py. A length is the difference of two clocks' times in the job's file; the wait goes from the submission to the last start, so that earlier attempts, a hold and a time to start at are part of it. The whole history is read, one job at a time.",
  options: {
    since: SINCE,
    before: BEFORE,
    batch: BATCH,
    name: NAME,
    search: SEARCH,
    by: {
      type: "string",
      value: "what",
      help: `${Object.keys(GROUPS).join(", ")}: what jobs are told together by; name`,
      offers: { kind: "values", values: Object.keys(GROUPS) },
    },
    limit: { type: "string", short: "n", value: "number", help: "only the first so many names; 20, with --json all" },
    json: { type: "boolean", help: "one object, with lengths in seconds" },
  },
  examples: [
    ["The last day", "dirq stats --since 1d"],
    ["Which commands take longest", "dirq stats --by command -n 5"],
    ["Of one sweep, on which worker", "dirq stats --batch sweep-3f9a2c --by worker"],
    ["The median run time, in seconds", "dirq stats --since today --json | jq .ran.median"],
  ],
  run(cli, _words, { by = "name", limit, json, ...filter }) {
    const most = limit === undefined ? (json ? Infinity : 20) : wholeNumber("--limit", limit);
    const figures = new JobStats(groupOf(by));
    const queue = new JobQueue(cli.jobsDirectory);
    for (const job of chosen(queue, filter)) figures.add(job);
    if (figures.total === 0 && !json) return sayNothing(cli, queue, filter);
    const report = { stats: figures, span: spanOf(figures, filter), by, most };
    if (json) cli.out.line(statsJson(report));
    else printStats(cli, report);
  },
});

/** @throws UsageError */
function groupOf(by: string): (job: Job) => string {
  const group = Object.hasOwn(GROUPS, by) ? GROUPS[by] : undefined;
  if (group !== undefined) return group;
  throw new UsageError(`--by ${by}: jobs cannot be told together by that.${similarOrAll(by, Object.keys(GROUPS))}`);
}

function programOf({ id, params }: Job): string {
  const command = shownCommand(params);
  return command === undefined ? rowLabel(id, params) : programWords(command);
}

/** One after the other: a history may be longer than the memory. */
function* chosen(queue: JobQueue, filter: Selection): Generator<JobOrDamaged> {
  const { isMeant } = meaningOf(filter);
  for (const place of queue.scan().values()) {
    const job = queue.readAt(place) ?? queue.get(place.id);
    if (job !== undefined && isMeant(job)) yield job;
  }
}

/** What was asked for; else from the first start to the last end. */
function spanOf({ span }: JobStats, { since, before }: Selection): JobStats["span"] {
  if (span === undefined) return undefined;
  const from = since === undefined ? span.from : pastMoment("--since", since).getTime();
  const to =
    before !== undefined ? pastMoment("--before", before).getTime() : since === undefined ? span.to : Date.now();
  return { from, to };
}

function sayNothing(cli: Cli, queue: JobQueue, filter: Selection): void {
  checkBatches(queue, filter, []);
  cli.say(nothingToShow(queue, filter));
}
