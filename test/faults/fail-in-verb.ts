/**
 * Runs a verb again and again, each time with another call going wrong, until none is left; one line of JSON for each.
 * `node fail-in-verb.cjs <verb> <fault> <directory> <directory on another disk>`. Its claims are those of a dead worker once it has ended.
 */
import { mkdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { failingFileSystem, type Fault } from "./failing-file-system.js";
import { countUp } from "./replay.js";
import { VERBS } from "./verbs/index.js";
import type { World } from "./world.js";

/** What one run with one fault left behind. */
export interface FaultyRun {
  readonly world: World;
  readonly acknowledged: readonly string[];
  /** Which call went wrong. */
  readonly k: number;
  readonly call: string;
  /** What the verb threw; undefined: it did what it was asked to all the same. */
  readonly error: string | undefined;
}

const [, , verbName = "", fault = "", parent = "", otherParent = ""] = process.argv;
const verb = VERBS[verbName];

void runAll();

async function runAll(): Promise<void> {
  for (const k of countUp()) {
    if (verb === undefined) break;
    const world = { queue: join(parent, String(k), "jobs"), otherDisk: join(otherParent, String(k)) };
    mkdirSync(world.otherDisk);
    const acknowledged = [...verb.prepare(new JobQueue(world.queue), world.otherDisk)];
    const { fileSystem, faults } = failingFileSystem(fault as Fault, (call) => call === k);
    let error: string | undefined;
    try {
      await verb.act(new JobQueue(world.queue, { fileSystem }), [...acknowledged], (id) => acknowledged.push(id));
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : String(thrown);
    }
    const [call] = faults;
    if (call === undefined) break;
    const run: FaultyRun = { world, acknowledged, k, call, error };
    writeSync(1, `${JSON.stringify(run)}\n`);
  }
}
