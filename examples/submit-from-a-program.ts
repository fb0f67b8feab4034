/** Submits a job from a program of yours: a dashboard, a script, a notebook. Creates the queue where there is none. */
import { JobQueue } from "dirq";

const queue = new JobQueue("jobs");

// A job is any JSON object: define whatever parameters your worker needs. This one is for optimization-worker.ts.
const job = queue.submit({
  type: "optimization",
  dataset: "iris",
  learning_rate: 0.05,
  epochs: 100,
});
console.log(`Submitted: ${job.id}`);
