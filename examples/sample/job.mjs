// All that a script needs to know of dirq: two environment variables. Without them it runs just as well, by hand.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const resultDirectory = process.env.DIRQ_RESULT_DIR ?? "out";

/** Writes a file beside the job's result, where VS Code shows it under the job. */
export function save(name, text) {
  mkdirSync(resultDirectory, { recursive: true });
  writeFileSync(join(resultDirectory, name), text);
}

/** Tells the worker how far the job is, as `12/60`; it reads this file once a second and moves the job's bar. */
export function reportProgress(done, total) {
  if (process.env.DIRQ_PROGRESS) writeFileSync(process.env.DIRQ_PROGRESS, `${done}/${total}`);
}
