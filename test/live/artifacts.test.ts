import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { listArtifacts } from "../../src/live/files/artifacts.js";
import type { JobQueue } from "../../src/queue/index.js";
import { temporaryQueue, writeIn } from "../queue/temporary-queue.js";

describe("What a job left", () => {
  it("is listed folders first, each with its size, and the result once", () => {
    const queue = temporaryQueue();
    leave(queue, { "result.json": "{}", "results.json": "{}", "b.txt": "12345", "plots/2.png": "", a10: "", a9: "" });
    assert.deepEqual(listed(queue), ["plots folder", "a9 0", "a10 0", "b.txt 5", "result.json 2"]);
    assert.deepEqual(listed(queue, "plots"), ["2.png 0"]);
  });

  it("is nothing where there is no result directory, or none of that name", () => {
    const queue = temporaryQueue();
    queue.create();
    assert.deepEqual(listArtifacts(queue, "1", []), { artifacts: [], left: 0 });
    leave(queue, { "a.txt": "" });
    assert.deepEqual([listed(queue, "a.txt"), listed(queue, "nothing")], [[], []]);
  });

  it("is not what lies elsewhere: a link is shown as one, and not followed", () => {
    const queue = temporaryQueue();
    leave(queue, { "a.txt": "" });
    mkdirSync(join(queue.directory, "secret"));
    writeIn(queue, "secret/key", "");
    symlinkSync(join(queue.directory, "secret"), join(queue.resultDirectory("1"), "out"));
    symlinkSync(join(queue.directory, "secret"), queue.resultDirectory("2"));
    assert.deepEqual(listed(queue), ["a.txt 0", "out other"]);
    assert.deepEqual(listed(queue, "out"), []);
    assert.deepEqual(listArtifacts(queue, "2", []).artifacts, []);
  });

  it("is not found by names that lead out of it", () => {
    const queue = temporaryQueue();
    leave(queue, { "a/b.txt": "" });
    for (const folder of [[".."], ["a", "..", ".."], ["a/.."], ["."], [""]]) {
      assert.deepEqual(listArtifacts(queue, "1", folder).artifacts, [], folder.join(" "));
    }
    assert.deepEqual(listArtifacts(queue, "..", []).artifacts, []);
  });

  it("is counted beyond what anybody reads", () => {
    const queue = temporaryQueue();
    leave(queue, Object.fromEntries(Array.from({ length: 503 }, (_, n) => [`${n}.txt`, ""])));
    const { artifacts, left } = listArtifacts(queue, "1", []);
    assert.deepEqual([artifacts.length, left], [500, 3]);
  });
});

function leave(queue: JobQueue, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeIn(queue, `completed_results/1/${name}`, text);
}

function listed(queue: JobQueue, ...folder: readonly string[]): string[] {
  const { artifacts } = listArtifacts(queue, "1", folder);
  return artifacts.map((artifact) => `${artifact.name} ${artifact.kind === "file" ? artifact.bytes : artifact.kind}`);
}
