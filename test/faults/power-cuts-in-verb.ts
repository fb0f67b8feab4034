import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { statOf } from "../../src/queue/processes/process-stat.js";
import { prepare } from "./death.js";
import { DiskImage } from "./disk-image.js";
import { seenJobs, type SeenJob } from "./seen-jobs.js";
import { quickDirectory } from "./world.js";
import { sleep } from "../../src/queue/disk/sleep.js";

const DEADLINE_MS = 60_000;

/** What a power cut in the middle of a verb leaves. */
export interface PowerCut {
  readonly disk: DiskImage;
  /** The call before which it came; undefined: the verb was done. */
  readonly call: string | undefined;
  readonly acknowledged: readonly string[];
}

export interface PowerCuts {
  readonly cuts: readonly PowerCut[];
  /** What there was to see when the verb was done, without a power cut. */
  readonly seen: ReadonlyMap<string, SeenJob>;
}

/** Cuts the power before each call of a verb and after the last. `program`: stop-in-verb, built. */
export async function powerCutsIn(verb: string, program: string): Promise<PowerCuts> {
  const disk = DiskImage.make();
  const queue = join(disk.directory, "jobs");
  const before = prepare(verb, { queue, otherDisk: quickDirectory() });
  // Part of what was there before was never synced by those who made it.
  spawnSync("sync", ["--file-system", disk.directory]);
  const said = join(quickDirectory(), "said");
  const child = startIn({ program, verb, queue, ids: before, said });
  const cuts: PowerCut[] = [];
  for (let lines = 0; ;) {
    const hasEnded = untilStopped(child, () => linesOf(said).length > lines);
    lines = linesOf(said).length;
    const call = hasEnded ? undefined : linesOf(said).at(-1);
    const acknowledged = [...before, ...linesOf(said).filter((line) => !line.startsWith("before "))];
    cuts.push({ disk: disk.copy(), call, acknowledged });
    if (hasEnded) break;
    child.kill("SIGCONT");
  }
  if (child.exitCode === null) await once(child, "exit");
  if (child.exitCode !== 0) throw new Error(`${verb} ended with ${child.exitCode ?? child.signalCode}`);
  const seen = seenJobs(queue, cuts.at(-1)?.acknowledged ?? []);
  disk.unmount();
  return { cuts, seen };
}

interface Start {
  readonly program: string;
  readonly verb: string;
  readonly queue: string;
  readonly ids: readonly string[];
  /** The file that gets what it prints: outside of the disk whose power is cut. */
  readonly said: string;
}

function startIn({ program, verb, queue, ids, said }: Start): ChildProcess {
  const input = `${said}.ids`;
  writeFileSync(input, JSON.stringify(ids));
  const [stdin, stdout] = [openSync(input, "r"), openSync(said, "w")];
  const child = spawn(process.execPath, [program, verb, queue], { stdio: [stdin, stdout, "inherit"] });
  closeSync(stdin);
  closeSync(stdout);
  return child;
}

/** True when it has ended, false when it has stopped once more. Looks without giving way: there are hundreds of stops. */
function untilStopped({ pid = 0 }: ChildProcess, saidMore: () => boolean): boolean {
  const deadline = performance.now() + DEADLINE_MS;
  while (performance.now() < deadline) {
    const state = statOf(pid)?.state;
    if (state === undefined || state === "Z") return true;
    if (state === "T" && saidMore()) return false;
    sleep(1);
  }
  throw new Error(`Process ${pid} has not stopped within ${DEADLINE_MS} ms`);
}

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").split("\n").slice(0, -1);
}
