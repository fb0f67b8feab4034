/**
 * Runs a verb again and again, each time with another call going wrong, until none is left, in each way that is asked for;
 * one line of JSON for each. `node fail-in-verb.cjs <verb> <directory> <directory on another disk> <ways…>`. Its claims are
 * those of a dead worker once it has ended.
 */
import { mkdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { failingFileSystem, type FailingFileSystem, type Fault } from "./failing-file-system.js";
import { countUp } from "./replay.js";
import { stoppedFileSystem } from "./stopped-file-system.js";
import { VERBS } from "./verbs/index.js";
import type { World } from "./world.js";

/** What befalls a call: it goes wrong, or its process is killed before it, or when half of it is written. */
export type Way = Fault | "killed" | "killed halfway";

/** What one run with one call that went wrong left behind. */
export interface FaultyRun {
  readonly way: Way;
  readonly world: World;
  readonly acknowledged: readonly string[];
  /** Which call went wrong. */
  readonly k: number;
  readonly call: string;
  /** What the verb threw; undefined: it did what it was asked to all the same. */
  readonly error: string | undefined;
}

const [, , verbName = "", parent = "", otherParent = "", ...ways] = process.argv;
const verb = VERBS[verbName];

void runAll();

async function runAll(): Promise<void> {
  for (const way of ways as Way[]) {
    for (const k of countUp()) {
      const run = await runOnce(way, k);
      if (run === undefined) break;
      // Any other call is done or not; then this is a second run of the one that was killed before it.
      if (way !== "killed halfway" || run.call === "write") writeSync(1, `${JSON.stringify(run)}\n`);
    }
  }
}

/** Undefined: the verb was done before the k-th call. */
async function runOnce(way: Way, k: number): Promise<FaultyRun | undefined> {
  if (verb === undefined) throw new Error(`There is no verb ${verbName}.`);
  const name = `${way} ${k}`;
  const world = { queue: join(parent, name, "jobs"), otherDisk: join(otherParent, name) };
  mkdirSync(world.otherDisk);
  const acknowledged = [...verb.prepare(new JobQueue(world.queue), world.otherDisk)];
  const { fileSystem, faults } = fileSystemWith(way, k);
  const acknowledge = (id: string): void => {
    // Who is dead says nothing.
    if (!way.startsWith("killed") || faults.length === 0) acknowledged.push(id);
  };
  let error: string | undefined;
  try {
    await verb.act(new JobQueue(world.queue, { fileSystem }), [...acknowledged], acknowledge);
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const [call] = faults;
  return call === undefined ? undefined : { way, world, acknowledged, k, call, error };
}

function fileSystemWith(way: Way, k: number): FailingFileSystem {
  if (way === "killed" || way === "killed halfway") return stoppedFileSystem(k, { torn: way === "killed halfway" });
  return failingFileSystem(way, (call) => call === k);
}
