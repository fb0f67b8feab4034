import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { JobQueue } from "../../src/queue/index.js";
import { pythonJob, temporaryQueue, writeIn } from "./temporary-queue.js";

function idsIn(jobs: Iterable<{ readonly job: { readonly id: string } }>): string[] {
  return Array.from(jobs, ({ job }) => job.id);
}

describe("all jobs, one after the other", () => {
  it("are each given once, where they are by then, and without those that have come", () => {
    const queue = temporaryQueue();
    const [a, b, c] = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    const seen: string[] = [];
    for (const { job } of queue.walk()) {
      seen.push(`${job.id} ${job.state}`);
      if (job.id !== c) continue;
      queue.cancel(a ?? "");
      queue.remove(b ?? "");
      queue.submit({});
    }
    assert.deepEqual(seen, [`${c} queued`, `${a} failed`]);
  });

  it("leave out a job that has left the states that were asked for", () => {
    const queue = temporaryQueue();
    const [a, b] = queue.submitMany([{}, {}]).map(({ id }) => id);
    const seen: string[] = [];
    for (const { job } of queue.walk({ states: ["queued"] })) {
      seen.push(job.id);
      queue.cancel(a ?? "");
    }
    assert.deepEqual(seen, [b]);
  });

  it("are given the oldest first when that is asked for, ids of another make among them", () => {
    const queue = temporaryQueue();
    queue.submitMany([{}, {}, {}]);
    writeIn(queue, "completed/old one.json", pythonJob("old one", { created_at: "2001-01-01T00:00:00" }));
    writeIn(queue, "completed/new one.json", pythonJob("new one", { created_at: "2999-01-01T00:00:00" }));
    writeIn(queue, "completed/no job.json", "no job");
    const newestFirst = idsIn(queue.walk());
    assert.deepEqual([newestFirst.length, newestFirst[0], newestFirst.at(-1)], [6, "new one", "no job"]);
    assert.deepEqual(idsIn(queue.walk({ reverse: true })), newestFirst.toReversed());
  });

  it("are each opened once, when their turn comes, and come with their text", () => {
    const writing = temporaryQueue();
    const texts = writing.submitMany([{ a: "ä" }, { b: "x".repeat(100_000) }]).map(({ id }) => writing.document(id));
    const opened: string[] = [];
    const openSync: typeof nodeFs.openSync = (path, flags, mode) => {
      opened.push(String(path));
      return nodeFs.openSync(path, flags, mode);
    };
    const queue = new JobQueue(writing.directory, { fileSystem: { ...nodeFs, openSync } });
    const read: (string | undefined)[] = [];
    for (const { text } of queue.walk()) assert.equal(opened.length, read.push(text));
    assert.deepEqual(read, texts.reverse());
  });
});
