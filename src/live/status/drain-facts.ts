/**
 * What can be told of when a queue's jobs will be done. From the rows that were read anyway, the names of the jobs and the
 * workers that were seen: no file is read for it.
 */
import { workerOf } from "../../queue/index.js";
import type { DrainFacts } from "../../wording/index.js";
import type { LiveIndex } from "../live-index/live-index.js";
import { median } from "./median.js";

/** The newest jobs of each end that are looked through. */
const MOST_LOOKED_AT = 200;
/** The last runs say more than all of them. */
const MOST_RUNS = 50;
/** One run alone may have been an exception. */
const FEWEST_RUNS = 2;

/** A worker that lives and takes jobs. */
export interface LivingWorker {
  readonly worker: string;
  readonly slots: number;
}

type Jobs = Pick<LiveIndex, "ids" | "known" | "isReady" | "claimOf">;

/** Undefined where no job is ready, nobody takes one, or too few have ended to say how long one takes. */
export function drainFacts(index: Jobs, workers: readonly LivingWorker[]): DrainFacts | undefined {
  // Anybody can write a worker's file.
  const able = workers.filter(({ slots }) => Number.isSafeInteger(slots) && slots > 0);
  const usualMs = able.length === 0 ? undefined : usualRun(index);
  const jobs = usualMs === undefined ? 0 : readyJobs(index);
  if (usualMs === undefined || jobs === 0) return undefined;
  const slots = able.reduce((sum, worker) => sum + worker.slots, 0);
  return { jobs, usualMs, slots, takenSinceMs: takenSince(index, able) };
}

/** Of a job that needs a worker of its own kind nobody knows whether one of these is. */
function readyJobs(index: Jobs): number {
  return index.ids("queued").filter((id) => index.isReady(id) && index.known(id)?.needs === undefined).length;
}

function takenSince(index: Jobs, workers: readonly LivingWorker[]): readonly (number | undefined)[] {
  const names = new Set(workers.map(({ worker }) => worker));
  const running = index.ids("running").filter((id) => names.has(workerOf(index.claimOf(id) ?? "")));
  return running.map((id) => index.known(id)?.startedMs);
}

/** The median of the runs that ended last, well or not. */
function usualRun(index: Jobs): number | undefined {
  const newest = (["completed", "failed"] as const).flatMap((state) => index.ids(state).slice(0, MOST_LOOKED_AT));
  const runs = newest.flatMap((id) => {
    const { startedMs, finishedMs } = index.known(id) ?? {};
    return startedMs === undefined || finishedMs === undefined ? [] : [{ finishedMs, ran: finishedMs - startedMs }];
  });
  if (runs.length < FEWEST_RUNS) return undefined;
  const last = runs.sort((a, b) => b.finishedMs - a.finishedMs).slice(0, MOST_RUNS);
  return Math.max(0, median(last.map(({ ran }) => ran)) ?? 0);
}
