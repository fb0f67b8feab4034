/** Jobs as the extension would send them, one of each kind. */
import type { DetailsChange, EarlierOutput, JobDetails, JobRow } from "../../src/live/live-queue.js";
import type { ToPanel } from "../../src/webview/messages.js";

/** With the text of its result file, which comes beside the details. */
export type SampleJob = JobDetails & { readonly resultText?: string | undefined; readonly resultCut?: boolean };

const SUBMITTED = Date.UTC(2026, 10, 24, 21, 40, 0);
const SECOND = 1000;

const shellRow: JobRow = {
  id: "1790000000000001234",
  state: "completed",
  label: "train lr=0.1",
  shell: true,
  ours: true,
  workerName: "lab-7",
  createdMs: SUBMITTED,
  startedMs: SUBMITTED + 2 * SECOND,
  finishedMs: SUBMITTED + 65 * SECOND,
  exitCode: 0,
};

export const completed: SampleJob = {
  row: shellRow,
  command: "python3 train.py --learning-rate 0.1 --epochs 30 --out $DIRQ_RESULT_DIR",
  cwd: "/home/ada/iris",
  env: { VIRTUAL_ENV: "/home/ada/iris/.venv", EPOCHS: "30", HUB_TOKEN: "hunter2" },
  related: {
    resubmitOf: { id: "1790000000000000042", row: { ...shellRow, id: "1790000000000000042", label: "train lr=1" } },
    resubmissions: [],
    allRead: true,
    after: [],
    left: 0,
  },
  paramsText: `{\n  "command": "python3 train.py",\n  "seed": 12345678901234567890,\n  "rate": 1.0,\n  "limit": NaN,\n  "layers": [64, 32],\n  "resume": null,\n  "env": {\n    "HUB_TOKEN": "hunter2"\n  }\n}`,
  jobFile: "/home/ada/iris/jobs/completed/1790000000000001234.json",
  resultDirectory: "/home/ada/iris/jobs/completed_results/1790000000000001234",
  resultText: `{\n  "loss": 0.08417,\n  "steps": 9007199254740993,\n  "best": true,\n  "weights": "weights.npz"\n}`,
  resultFile: "/home/ada/iris/jobs/completed_results/1790000000000001234/result.json",
  resultCut: false,
};

export const failed: SampleJob = {
  ...completed,
  row: {
    ...shellRow,
    id: "1790000000000005678",
    state: "failed",
    label: "train lr=10",
    exitCode: 1,
    errorLine: "Command failed with exit code 1: ValueError: loss became NaN at step 12",
  },
  jobFile: "/home/ada/iris/jobs/failed/1790000000000005678.json",
  resultText: undefined,
  resultFile: undefined,
  errorText: `Command failed with exit code 1: ValueError: loss became NaN at step 12

Traceback (most recent call last):
  File "/home/ada/iris/train.py", line 41, in <module>
    main()
  File "/home/ada/iris/train.py", line 30, in main
    raise ValueError(f"loss became {loss} at step {step}")
\x1b[31mValueError: loss became NaN at step 12\x1b[0m
`,
};

/** Started a minute before the test looks at it. */
export function running(now = Date.now()): SampleJob {
  return {
    ...completed,
    row: {
      ...shellRow,
      id: "1790000000000007777",
      state: "running",
      label: "train lr=0.01",
      createdMs: now - 65 * SECOND,
      startedMs: now - 60 * SECOND,
      finishedMs: undefined,
      exitCode: undefined,
      progress: 0.42,
    },
    resultText: undefined,
    resultFile: undefined,
  };
}

export const queued: SampleJob = {
  ...completed,
  row: {
    id: "1790000000000009999",
    state: "queued",
    label: "evaluate",
    shell: true,
    ours: true,
    createdMs: SUBMITTED,
  },
  resultText: undefined,
  resultFile: undefined,
};

export const damaged: SampleJob = {
  row: {
    id: "half-written",
    state: "failed",
    label: "half-written",
    shell: false,
    ours: true,
    createdMs: 0,
    damaged: "not valid JSON: Unexpected end of input at line 3",
  },
  paramsText: "",
  jobFile: "/home/ada/iris/jobs/failed/half-written.json",
  resultDirectory: "/home/ada/iris/jobs/completed_results/half-written",
};

type DetailsMessage = Extract<ToPanel, { type: "details" }>;
type Circumstances = Partial<Pick<DetailsMessage, "canWrite" | "cancelling" | "askedFor" | "keptOpen" | "attempt">>;

/** All that is known of a job. */
export function details(sample: SampleJob, circumstances: Circumstances = {}): DetailsMessage {
  const { resultText, resultCut = false, ...job } = sample;
  const result = resultText === undefined ? undefined : { bytes: new TextEncoder().encode(resultText), cut: resultCut };
  return changed(job, { reset: true, details: job, without: [], result }, circumstances);
}

/** What is new of a job whose details were sent before. */
export function changed(
  { row }: JobDetails,
  change: Partial<DetailsChange>,
  circumstances: Circumstances = {},
): DetailsMessage {
  const usual = { canWrite: true, cancelling: false, askedFor: false, keptOpen: false };
  const whole = { reset: false, details: {}, without: [], ...change };
  return { type: "details", queue: "/home/ada/iris/jobs", id: row.id, change: whole, ...usual, ...circumstances };
}

/** The first piece of a job's output. */
export function output(job: JobDetails, text: string, skippedBytes = 0): ToPanel {
  const endByte = skippedBytes + Buffer.byteLength(text);
  return { type: "output", id: job.row.id, text, reset: true, skippedBytes, endByte };
}

/** What stands before what the page holds. */
export function earlierOutput(job: JobDetails, earlier: EarlierOutput): ToPanel {
  return { type: "earlierOutput", id: job.row.id, earlier };
}

/** What follows it. */
export function moreOutput(job: JobDetails, text: string): ToPanel {
  return { type: "output", id: job.row.id, text, reset: false, skippedBytes: 0, endByte: Buffer.byteLength(text) };
}
