/** Runs in a thread beside the worker: beats, looks whether its claims still stand, and ends what was taken over. */
import { parentPort, workerData } from "node:worker_threads";
import {
  ClaimsAfterSilence,
  isSystemError,
  openStore,
  writePresence,
  type RecordedProcess,
  type WorkerRecord,
} from "../../queue/index.js";
import { killLeftBehind } from "../terminate/kill-left-behind.js";

export interface BeatThreadData {
  readonly directory: string;
  readonly record: WorkerRecord;
  readonly beatMs: number;
}

/** The processes that run now. */
export type BeatMessage = readonly RecordedProcess[];

const { directory, record, beatMs } = workerData as BeatThreadData;
const store = openStore(directory);
const afterSilence = new ClaimsAfterSilence(store);
let jobs: BeatMessage = [];
let beat = 0;

/** A share that is away for a while is no reason to stop beating. */
function unlessDiskIsAway(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function tell(): void {
  unlessDiskIsAway(() => writePresence(store, { ...record, beat: ++beat, jobs: [...jobs] }));
}

/** What was taken over, as this worker was silent for too long. A claim that has gone may have its outcome decided, too. */
function takenOver(): RecordedProcess[] {
  const { disk, layout } = store;
  return afterSilence
    .taken(jobs, ({ id, claim }) => layout.claim(id, claim))
    .filter(({ id, claim }) => !disk.exists(layout.claim(id, claim, "done")));
}

parentPort?.on("message", (message: BeatMessage) => {
  jobs = message;
  tell();
});

setInterval(() => {
  tell();
  unlessDiskIsAway(() => {
    for (const job of takenOver()) killLeftBehind(job.claim, job);
  });
}, beatMs);

// Whoever has started it waits for this.
parentPort?.postMessage("running");
