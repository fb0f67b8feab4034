/** Jobs that are hard to show: long names, letters of other scripts, much, nothing, and what went wrong in the middle. */
import { completed, damaged, failed, queued, running, type SampleJob } from "./sample-jobs.js";

const MINUTE = 60_000;
const LONG_NAME =
  "学習率を変えた訓練 train-with-a-name-that-goes-on-and-on_and_on_without_a_space_anywhere_at_all_🚀 한국어";
const COMMAND =
  "python3 訓練.py --データ /home/ada/データ/画像 --api-key=sk-12345 --epochs 30 && echo 完了 > $DIRQ_RESULT_DIR/完了.txt";
const RUNS = Array.from({ length: 60_000 }, (_, step) => ({ step, loss: step / 7 }));

export const LOG = Array.from(
  { length: 40 },
  (_, epoch) => `\x1b[32mepoch ${epoch}\x1b[0m loss 0.0${99 - epoch} 学習 accuracy 0.97 \x1b[2mGPU 0: 83%\x1b[0m\n`,
).join("");

export function oddJobs(now = Date.now()): Readonly<Record<string, SampleJob>> {
  const atWork = running(now);
  const earlierAttempts = [
    {
      kind: "failed",
      error: "Command failed with exit code 2: CUDA out of memory",
      startedMs: now - 63 * MINUTE,
      endedMs: now - 61 * MINUTE,
    },
    { kind: "died", endedMs: now - 30 * MINUTE },
  ] as const;
  return {
    running: {
      ...atWork,
      row: { ...atWork.row, attempt: "attempt 3 of 4", usualMs: 2 * MINUTE },
      earlierLogs: 2,
      earlierAttempts,
    },
    waiting: {
      ...queued,
      row: { ...queued.row, label: "evaluate on the held-out set", waiting: "after", after: "train lr=0.01" },
      related: {
        resubmissions: [],
        allRead: true,
        after: [{ id: atWork.row.id, row: atWork.row }, { id: "1790000000000000001" }],
        left: 3,
      },
    },
    failed: { ...failed, row: { ...failed.row, label: LONG_NAME }, command: COMMAND, earlierLogs: 2 },
    huge: {
      ...completed,
      row: { ...completed.row, id: "huge", label: LONG_NAME },
      command: COMMAND,
      resultText: JSON.stringify({ 損失: [0.1, 0.2], note: "長い文 ".repeat(60), runs: RUNS }).slice(
        0,
        2 * 1024 * 1024,
      ),
      resultCut: true,
      resultBytes: 48_000_000,
    },
    "no JSON": { ...completed, row: { ...completed.row, id: "no" }, resultText: "loss=0.1\naccuracy=0.9\n" },
    "without a result": {
      ...completed,
      row: { ...completed.row, id: "without", resultMissing: true },
      resultText: undefined,
      resultFile: undefined,
    },
    damaged,
  };
}
