/** When a job is to run and how often it is tried: the options of `submit` that say so. */
import type { JobQueue, SubmitOptions } from "../../queue/index.js";
import { placesFor, resolveJob } from "../choosing/job-words.js";
import { inGroup, type Options, type Values } from "../command.js";
import { UsageError } from "../trouble.js";
import { count, integer } from "../typed/numbers.js";
import { lengthOfTime, moment } from "../typed/when.js";

export const SCHEDULE_OPTIONS = inGroup("When it runs", {
  hold: { type: "boolean", help: "wait until dirq release" },
  at: { type: "string", value: "time", help: "not before 18:00, 'tomorrow 9:00', 2026-12-24T18:00" },
  in: { type: "string", value: "duration", help: "not before 90s, 30m, 2h, 7d from now" },
  after: {
    type: "string",
    multiple: true,
    value: "id,…",
    help: "not before these jobs have ended, however they end",
    offers: { kind: "jobs", states: ["queued", "running"], isList: true },
  },
  "after-ok": {
    type: "string",
    multiple: true,
    value: "id,…",
    help: "not before these jobs have completed; should one fail, this one is not run and fails too",
    offers: { kind: "jobs", states: ["queued", "running"], isList: true },
  },
  retries: { type: "string", value: "number", help: "how often to try again when it fails" },
  "retry-delay": { type: "string", value: "duration", help: "before the first retry; doubles each time; 10s" },
  priority: {
    type: "string",
    value: "number",
    help: "workers of dirq's take the highest first; 0 where none is given",
  },
  batch: {
    type: "string",
    value: "name",
    help: "what jobs that belong together have in common",
    offers: { kind: "batches" },
  },
} as const satisfies Options);

/** @throws UsageError before the queue is looked at; DirqError for a job to wait for that there is not */
export function scheduleOf(queue: JobQueue, options: Values<typeof SCHEDULE_OPTIONS>): SubmitOptions {
  const { hold, retries, batch, priority, "retry-delay": retryDelay } = options;
  if (retryDelay !== undefined && retries === undefined) throw new UsageError("--retry-delay needs --retries.");
  if (batch?.trim() === "") throw new UsageError("--batch needs a name.");
  return {
    hold,
    batch,
    priority: priority === undefined ? undefined : integer("--priority", priority),
    notBefore: startOf(options),
    retries: retries === undefined ? undefined : count("--retries", retries),
    retryDelay: retryDelay === undefined ? undefined : lengthOfTime("--retry-delay", retryDelay),
    after: parents(queue, "--after", options.after),
    afterOk: parents(queue, "--after-ok", options["after-ok"]),
  };
}

function startOf({ at, in: delay }: Values<typeof SCHEDULE_OPTIONS>): Date | undefined {
  if (at !== undefined && delay !== undefined) throw new UsageError("--at and --in both say when; give one of them.");
  if (at !== undefined) return moment("--at", at);
  return delay === undefined ? undefined : new Date(Date.now() + 1_000 * lengthOfTime("--in", delay));
}

function parents(queue: JobQueue, option: string, lists: readonly string[] | undefined): string[] | undefined {
  if (lists === undefined) return undefined;
  const words = lists.flatMap((list) => list.split(",")).map((word) => word.trim());
  if (words.includes("")) throw new UsageError(`${option} ${lists.join(" ")}: an id is missing.`);
  const known = placesFor(queue, { kind: "words", names: words });
  return [...new Set(words.map((word) => resolveJob(queue, word, known)))];
}
