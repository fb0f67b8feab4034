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
  /** One 32-bit number, shared by all threads of a beat: should one take another's place, it counts on. */
  readonly beats: SharedArrayBuffer;
}

/** The processes that run now. */
export type BeatMessage = readonly RecordedProcess[];

const { directory, record, beatMs, beats } = workerData as BeatThreadData;
const counter = new Int32Array(beats);
const store = openStore(directory);
const afterSilence = new ClaimsAfterSilence(store);
let jobs: BeatMessage = [];

/** A share that is away for a while is no reason to stop beating. */
function unlessDiskIsAway(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function tell(): void {
  unlessDiskIsAway(() => writePresence(store, { ...record, beat: Atomics.add(counter, 0, 1) + 1, jobs: [...jobs] }));
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
