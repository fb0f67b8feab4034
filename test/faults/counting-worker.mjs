// Appends a line to the file `runs` for each run of a job: its number, and which claim ran it.
import { appendFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { Worker } from "dirq";

export default class CountingWorker extends Worker {
  async processJob({ params }, { claim }) {
    appendFileSync(params.runs, `${params.n} ${claim}\n`);
    if (params.ms !== undefined) await setTimeout(params.ms);
    return { by: claim };
  }
}
