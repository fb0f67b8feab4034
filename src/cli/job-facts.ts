/** The columns of every table of jobs: facts of a job itself, beside its params and its result. */
export const JOB_FACTS = [
  "id",
  "name",
  "state",
  "created",
  "started",
  "ended",
  "waited",
  "ran",
  "progress",
  "worker",
  "priority",
  "batch",
  "command",
  "cwd",
  "error",
] as const;

export type JobFact = (typeof JOB_FACTS)[number];

export function isJobFact(column: string): column is JobFact {
  return (JOB_FACTS as readonly string[]).includes(column);
}
