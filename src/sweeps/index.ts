/** One command, many values: the jobs that come of it. Pure, so that the command line and VS Code submit the same. */
export { sweepJobs, type SweepJob } from "./sweep.js";
export { SweepError } from "./sweep-error.js";
export { namesIn } from "./template.js";
export { linesOf, rowsOf, valuesOf, type SweepSource } from "./values.js";
