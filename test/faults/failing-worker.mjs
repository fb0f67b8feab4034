// Runs a job well, or badly where its params say so.
import { Worker } from "dirq";

export default class FailingWorker extends Worker {
  processJob({ params }, { claim }) {
    if (params.fails) throw new Error("no");
    return { by: claim };
  }
}
