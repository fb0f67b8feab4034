/** Which worker a job waits for that is no shell command: dirq's own worker leaves it in the queue. */
import type { JobParams } from "../queue/job.js";
import { printable } from "./printable.js";

/** `a worker for “render”`, by the job's type; `a custom worker` where it has none. */
export function neededWorker({ type }: JobParams): string {
  const name = typeof type === "string" ? printable(type.trim()) : "";
  return name === "" || name === "shell" ? "a custom worker" : `a worker for “${name}”`;
}
