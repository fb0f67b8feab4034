import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { JobQueue } from "../../src/queue/index.js";
import { assertPromiseKept, oneMoreWorker } from "./aftermath.js";
import { VERBS } from "./verbs/index.js";
import type { World } from "./world.js";

/** What a process left that was killed in the middle of a verb. */
export interface Death {
  readonly world: World;
  /** What is there before the verb, and what the process acknowledged. */
  readonly acknowledged: readonly string[];
  /** The call before which it was killed; undefined: the verb was done by then. */
  readonly call: string | undefined;
}

/** Makes what the verb needs; returns the ids that are acknowledged. */
export function prepare(verb: string, { queue, otherDisk }: World): readonly string[] {
  return VERBS[verb]?.prepare(new JobQueue(queue), otherDisk) ?? [];
}

/** Runs a verb in a process that is killed before the k-th call that changes the disk. `program`: die-in-verb, built. */
export async function dieIn(
  verb: string,
  before: { readonly world: World; readonly acknowledged: readonly string[] },
  { program, k }: { readonly program: string; readonly k: number },
): Promise<Death> {
  const { world, acknowledged } = before;
  const child = spawn(process.execPath, [program, verb, world.queue, String(k)]);
  child.stdin.end(JSON.stringify(acknowledged));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  await once(child, "close");
  assert.ok(child.signalCode === "SIGKILL" || child.exitCode === 0, stderr);
  const said = stdout.split("\n").filter((line) => line !== "");
  return { world, acknowledged: [...acknowledged, ...said], call: child.signalCode === null ? undefined : stderr };
}

/** The same at each point from 1 up, two at a time, until one is past the end: false. */
export async function atEachPoint(numbers: Iterable<number>, at: (n: number) => Promise<boolean>): Promise<void> {
  let pending: Promise<boolean> | undefined;
  for (const n of numbers) {
    const next = at(n);
    // Should the other fail, this one's failure is of no interest.
    next.catch(() => undefined);
    if ((await pending) === false) return void (await next);
    pending = next;
  }
  await pending;
}

/** One more worker ends all that is left; then the promise holds, and whatever else the verb says. */
export function assertAllWellAfter(verb: string, { world, acknowledged }: Pick<Death, "world" | "acknowledged">): void {
  oneMoreWorker(world.queue);
  assertPromiseKept(world.queue, acknowledged);
  VERBS[verb]?.verify?.(new JobQueue(world.queue), acknowledged);
}
