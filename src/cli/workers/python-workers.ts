/** Workers of the Python package leave no trace of themselves but in the jobs that they run now. */
import type { JobOrDamaged, JobQueue, RunningJob } from "../../queue/index.js";

/** Such a job takes no requests: nobody but its worker can stop it. */
export function isRunByPython(job: JobOrDamaged): job is RunningJob {
  return job.state === "running" && job.claim === undefined;
}

/** Their names, each once. */
export function pythonWorkersOf(queue: JobQueue): string[] {
  const jobs = queue.list({ states: ["running"] }).filter(isRunByPython);
  return [...new Set(jobs.map(({ workerName }) => workerName ?? "one without a name"))];
}
