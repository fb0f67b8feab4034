import assert from "node:assert/strict";
import * as fs from "node:fs";
import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import type { JobQueue } from "../../src/queue/index.js";
import { filesIn, pythonJob, temporaryQueue, writeIn } from "./temporary-queue.js";

const CLAIM = "4ab2c6f3-4026531836-21891-1615604-e288c4046080";
const FAILED = pythonJob("1", { state: "failed", error: "no" });
const MARK = pythonJob("1", { state: "failed", error: "Error starting job: gone" });

/** Every place in which something of a job can lie, and what. */
const PLACES: readonly (readonly [path: string, text: string])[] = [
  ["waiting/1~held.json", pythonJob("1")],
  ["queued/1.json", pythonJob("1")],
  [`.dirq/claims/1~${CLAIM}.3`, pythonJob("1")],
  [`.dirq/claims/1~${CLAIM}.r4~held`, pythonJob("1")],
  [`.dirq/claims/1~${CLAIM}.3.final`, FAILED],
  [`.dirq/claims/1~${CLAIM}.3.done`, FAILED],
  ["running/1.json", pythonJob("1")],
  ["failed/1.json", FAILED],
  ["failed/1.json", MARK],
  ["completed/1.json", pythonJob("1")],
];

describe("Looking for some jobs by their paths", () => {
  it("says of each what a listing of all says, wherever any two or three of its files lie", () => {
    const queue = temporaryQueue();
    queue.create();
    for (const other of ["10", "2"]) writeIn(queue, `completed/${other}.json`, pythonJob(other));
    const empty = filesIn(queue.directory);
    for (const files of someOf(PLACES, 3)) {
      for (const [path, text] of files) writeIn(queue, path, text);
      assert.deepEqual(queue.scanFor(["1"]).get("1"), queue.scan().get("1"), files.map(([path]) => path).join(", "));
      removeAllBut(queue, empty);
    }
  });

  it("is silent about jobs that are nowhere, and ids that lead out of the queue", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    assert.deepEqual([...queue.scanFor([id, "nowhere", `../queued/${id}`, "", "a/b"]).keys()], [id]);
  });

  it("lists no folder of a state", () => {
    const listed: string[] = [];
    const queue = temporaryQueue({
      fileSystem: {
        ...fs,
        readdirSync: ((...args: [string]) => {
          listed.push(relative(queue.directory, String(args[0])));
          return fs.readdirSync(...args);
        }) as typeof fs.readdirSync,
      },
    });
    const { id } = queue.submit({});
    listed.length = 0;
    queue.scanFor([id]);
    assert.deepEqual(listed.sort(), [join(".dirq", "claims"), "waiting"]);
  });
});

function* someOf<T>(all: readonly T[], most: number): Generator<readonly T[]> {
  yield [];
  if (most === 0) return;
  for (const [index, one] of all.entries()) {
    for (const others of someOf(all.slice(index + 1), most - 1)) yield [one, ...others];
  }
}

function removeAllBut(queue: JobQueue, kept: readonly string[]): void {
  for (const path of filesIn(queue.directory)) if (!kept.includes(path)) rmSync(join(queue.directory, path));
}
