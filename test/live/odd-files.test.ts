import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { QueueClient } from "../../src/live/process/client.js";
import type { Answering } from "../../src/live/live-queue.js";
import { JOB_STATES } from "../../src/queue/index.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";
import { silentEvents } from "./silent-events.js";

const SCRIPT = resolve(__dirname, "../../dist/queue-host.js");

/** Whoever opens a pipe waits until somebody writes into it, and in a system call nothing else can be done. */
const KINDS: Readonly<Record<string, (path: string) => unknown>> = {
  "a pipe": (path) => execFileSync("mkfifo", [path]),
  "a socket": (path) => new Promise<void>((listening) => createServer().listen(path, listening).unref()),
  "a folder": (path) => mkdirSync(path),
  "a terminal": (path) => symlinkSync("/dev/tty", path),
  "endless zeros": (path) => symlinkSync("/dev/zero", path),
};

describe("The process of a queue", () => {
  for (const [kind, make] of Object.entries(KINDS)) {
    it(`goes on answering with ${kind} wherever it reads a file`, async () => {
      const queue = temporaryQueue();
      queue.create();
      for (const state of JOB_STATES) await make(join(queue.directory, state, "1.json"));
      for (const name of ["paused", "workers/1-2-3-4-5.json", "claims/1~1-2-3-4-5.1"]) {
        mkdirSync(dirname(join(queue.directory, ".dirq", name)), { recursive: true });
        await make(join(queue.directory, ".dirq", name));
      }
      writeIn(queue, "failed/2.json", pythonJob("2", { state: "failed" }));
      mkdirSync(queue.resultDirectory("2"), { recursive: true });
      for (const name of ["result.json", "error.txt", "output.log"]) await make(join(queue.resultDirectory("2"), name));

      const answers: Answering[] = [];
      const client = open(queue.directory, answers);
      try {
        await client.live.attention("active");
        for (const state of JOB_STATES) await client.live.page(state, 0, 10);
        for (const id of ["1", "2"]) await Promise.all([client.live.details(id), client.live.artifacts(id, [])]);
        await client.live.follow("2");
        await client.live.workers();
        assert.deepEqual(await client.live.failurePlaces([queue.directory]), []);
        assert.deepEqual(answers, []);
      } finally {
        client.dispose();
      }
    });
  }
});

function open(directory: string, answers: Answering[]): QueueClient {
  return new QueueClient({
    script: SCRIPT,
    directory,
    readOnly: () => true,
    events: { ...silentEvents, log: () => {}, answering: (answering) => void answers.push(answering) },
  });
}
