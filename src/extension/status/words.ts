/** What the status bar says, and its tooltip. */
import type { Counts } from "../../live/live-queue.js";
import { activityWords, count, jobs } from "../../wording/index.js";

export interface StatusFacts {
  readonly counts: Counts;
  /** Failures that nobody has seen. */
  readonly unseen: number;
  /** How many of the window's queues are paused, and how many there are. */
  readonly paused: number;
  readonly queues: number;
  /** When the queued jobs will be done. */
  readonly drain: string | undefined;
}

/** `2 running · 14 queued · paused · 3 failed`. */
export function statusText(facts: StatusFacts): string {
  const { counts, unseen } = facts;
  const activity = activityWords(counts);
  // "idle" alone could be said by anything in that bar.
  const busy = activity === "idle" ? "dirq idle" : activity;
  const failed = unseen === 0 ? [] : [`${count(unseen)} failed`];
  return [busy, ...pauseWords(facts), ...failed].join(" · ");
}

/** `dirq: 2 running · 14 queued, done about 17:40; 5 jobs failed, 3 of them not seen yet, 1,230 completed`. */
export function statusTooltip(facts: StatusFacts): string {
  const { counts, unseen, drain } = facts;
  // The workers of the other queues go on.
  const where = facts.paused < facts.queues ? "there " : "";
  const pause = pauseWords(facts).map((words) => `${words} (${where}no dirq worker starts a job)`);
  const work = [activityWords(counts), drain, ...pause].filter((words) => words !== undefined);
  const failed = `${jobs(counts.failed)} failed${unseen === 0 ? "" : `, ${count(unseen)} of them not seen yet`}`;
  return `dirq: ${work.join(", ")}; ${failed}, ${count(counts.completed)} completed`;
}

function pauseWords({ paused, queues }: StatusFacts): string[] {
  if (paused === 0) return [];
  return [queues === 1 ? "paused" : `${paused} of ${queues} queues paused`];
}
