// A worker of your own, for jobs that are not shell commands:  dirq worker ./my-worker.mjs
//
// This one runs the sample's job of type "report": it reads the result of every finished training and writes report.md,
// a table with the best learning rate first. Inside a worker, "dirq" is the dirq that runs it; nothing to install.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "dirq";

const BAR_WIDTH = 30;

export default class ReportWorker extends Worker {
  /** Which jobs are this worker's. All others stay in the queue, for somebody else. */
  accepts(job) {
    return job.params.type === "report";
  }

  /** Does the work. What it returns becomes the job's result.json; what it throws, the job's error.txt. */
  async processJob(job, { resultDir, signal, reportProgress }) {
    const finished = this.queue.list({ states: ["completed"] });
    const trainings = [];
    for (const [at, { id, name }] of finished.entries()) {
      signal.throwIfAborted();
      const result = JSON.parse(this.queue.resultText(id) ?? "{}");
      if (typeof result.learning_rate === "number") trainings.push({ name: name ?? id, ...result });
      reportProgress((at + 1) / finished.length);
    }
    if (trainings.length === 0) throw new Error("No training has finished yet, so there is nothing to report on");

    trainings.sort((a, b) => a.loss - b.loss);
    writeFileSync(join(resultDir, "report.md"), report(job.params.title ?? "Trainings", trainings));
    return { trainings: trainings.length, best: trainings[0] };
  }
}

function report(title, trainings) {
  const highestLoss = trainings[trainings.length - 1].loss;
  const rows = trainings.map(({ name, learning_rate: learningRate, loss, accuracy }) => {
    const bar = "█".repeat(Math.max(1, Math.round((loss / highestLoss) * BAR_WIDTH)));
    return `| ${name} | ${learningRate} | ${loss.toFixed(4)} | ${(100 * accuracy).toFixed(1)} % | ${bar} |`;
  });
  return [
    `# ${title}`,
    "",
    `**${trainings[0].learning_rate}**, of ${trainings.length} that were tried.`,
    "",
    "| training | learning rate | loss | accuracy | loss against the worst |",
    "| --- | ---: | ---: | ---: | --- |",
    ...rows,
    "",
  ].join("\n");
}
