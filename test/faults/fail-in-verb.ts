/**
 * Runs a verb again and again, each time with another call going wrong, until none is left; one line of JSON for each.
 * `node fail-in-verb.cjs <verb> <fault> <directory>`. Its claims are those of a dead worker once it has ended.
 */
import { writeSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { failingFileSystem, type Fault } from "./failing-file-system.js";
import { VERBS } from "./verbs.js";

/** What one run with one fault left behind. */
export interface FaultyRun {
  readonly directory: string;
  readonly acknowledged: readonly string[];
  /** What the verb threw; undefined: it did what it was asked to all the same. */
  readonly error: string | undefined;
}

const [, , verbName = "", fault = "", parent = ""] = process.argv;
const verb = VERBS[verbName];

for (let k = 1; verb !== undefined; k++) {
  const directory = join(parent, String(k), "jobs");
  const acknowledged = [...verb.prepare(new JobQueue(directory))];
  const { fileSystem, faults } = failingFileSystem(fault as Fault, (call) => call === k);
  let error: string | undefined;
  try {
    verb.act(new JobQueue(directory, { fileSystem }), [...acknowledged], (id) => acknowledged.push(id));
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  if (faults() === 0) break;
  const run: FaultyRun = { directory, acknowledged, error };
  writeSync(1, `${JSON.stringify(run)}\n`);
}
