/**
 * A worker for jobs of your own type, as a program: it runs what submit-from-a-program.ts submits, and leaves every
 * other job alone. It fits a line to Fisher's iris, petal width against petal length, by gradient descent.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { Worker, type JobContext, type QueuedJob, type RunningJob } from "dirq";

/** What such a job is submitted with. */
interface Optimization {
  readonly type: "optimization";
  /** Name of a data set in `sample/`, without `.csv`. */
  readonly dataset: string;
  readonly learning_rate: number;
  readonly epochs: number;
}

/** What becomes of it: its `result.json`. */
interface Optimized {
  readonly final_loss: number;
  /** In the job's result directory. */
  readonly model_path: string;
}

class OptimizationWorker extends Worker<Optimization, Optimized> {
  /** Jobs for which this says no stay in the queue, for another worker. */
  override accepts(job: QueuedJob): boolean {
    const { type, dataset, learning_rate: learningRate, epochs } = job.params as Partial<Optimization>;
    return (
      type === "optimization" &&
      typeof dataset === "string" &&
      typeof learningRate === "number" &&
      typeof epochs === "number"
    );
  }

  override async processJob(
    job: RunningJob<Optimization>,
    { resultDir, signal, log, reportProgress }: JobContext,
  ): Promise<Optimized> {
    const { dataset, learning_rate: learningRate, epochs } = job.params;
    const points = readPoints(dataset);
    let line: Line = { slope: 0, intercept: 0 };

    for (let epoch = 1; epoch <= epochs; epoch++) {
      line = gradientStep(line, points, learningRate);

      // Seen by everybody who looks at the queue.
      reportProgress(epoch / epochs);
      if (epoch % 10 === 0) {
        writeFileSync(path.join(resultDir, `checkpoint_${epoch}.json`), JSON.stringify(line));
        // Printed into the job's output.log.
        log(`epoch ${epoch}/${epochs}  loss ${loss(line, points).toFixed(4)}`);
      }

      // Lets a request to cancel the job come through, and stops if there was one.
      await breathe();
      signal.throwIfAborted();
    }

    // Saved as result.json.
    const modelPath = path.join(resultDir, "model.json");
    writeFileSync(modelPath, JSON.stringify(line));
    return { final_loss: loss(line, points), model_path: path.basename(modelPath) };
  }
}

type Line = { readonly slope: number; readonly intercept: number };
type Point = { readonly petalLength: number; readonly petalWidth: number };

function readPoints(dataset: string): Point[] {
  const file = path.join(import.meta.dirname, "sample", `${dataset}.csv`);
  const [, ...rows] = readFileSync(file, "utf8").trim().split("\n");
  return rows.map((row) => {
    const [, , petalLength, petalWidth] = row.split(",").map(Number);
    if (petalLength === undefined || petalWidth === undefined) throw new Error(`${file}: too few fields in ${row}`);
    return { petalLength, petalWidth };
  });
}

function gradientStep({ slope, intercept }: Line, points: readonly Point[], learningRate: number): Line {
  let slopeGradient = 0;
  let interceptGradient = 0;
  for (const { petalLength, petalWidth } of points) {
    const error = slope * petalLength + intercept - petalWidth;
    slopeGradient += (2 * error * petalLength) / points.length;
    interceptGradient += (2 * error) / points.length;
  }
  return { slope: slope - learningRate * slopeGradient, intercept: intercept - learningRate * interceptGradient };
}

/** Mean squared error. */
function loss({ slope, intercept }: Line, points: readonly Point[]): number {
  const sum = points.reduce(
    (total, { petalLength, petalWidth }) => total + (slope * petalLength + intercept - petalWidth) ** 2,
    0,
  );
  return sum / points.length;
}

// Ctrl-C lets the running job finish. Press it again, and the job is left for the next worker to start anew.
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

void new OptimizationWorker("jobs").run({ signal: stop.signal });
