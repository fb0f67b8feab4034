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

  it("lists no folder of a state, and those that wait only for a job that is nowhere else", () => {
    const { queue, listed } = queueThatTellsLists();
    const ids = ["queued", "failed", "completed"].map((state) => {
      writeIn(queue, `${state}/1${state}.json`, pythonJob("1", { state, error: "no" }));
      return `1${state}`;
    });
    queue.submit({}, { hold: true });
    listed();
    assert.equal(queue.scanFor(ids).size, 3);
    assert.deepEqual(listed(), [join(".dirq", "claims")]);
    queue.scanFor([...ids, "nowhere"]);
    assert.equal(listed().filter((folder) => folder === "waiting").length, 1);
  });

  it("lists those that wait rather than read very many failed jobs, and says the same", () => {
    const { queue, listed } = queueThatTellsLists();
    const ids = Array.from({ length: 150 }, (_, n) => String(n));
    for (const id of ids) writeIn(queue, `failed/${id}.json`, id === "7" ? MARK : FAILED);
    writeIn(queue, "waiting/7~held.json", pythonJob("7"));
    const scanned = queue.scan();
    listed();
    assert.deepEqual(queue.scanFor(ids), scanned);
    assert.equal(listed().filter((folder) => folder === "waiting").length, 1);
  });
});

/** A queue on a file system that tells which folders were listed since it was asked last. */
function queueThatTellsLists() {
  const listed: string[] = [];
  const queue: JobQueue = temporaryQueue({
    fileSystem: {
      ...fs,
      readdirSync: ((...args: [string]) => {
        listed.push(relative(queue.directory, String(args[0])));
        return fs.readdirSync(...args);
      }) as typeof fs.readdirSync,
    },
  });
  queue.create();
  return { queue, listed: () => listed.splice(0) };
}

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
