import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { places, type Ended } from "./dirq.js";

const JOBS = 40;
/** Changed together, so that a signal is heeded after as many. */
const GROUP = 16;

describe("dirq stopped while it changes many jobs", () => {
  const here = places();

  beforeEach(() => {
    here.place.queue.submitMany(
      Array.from({ length: JOBS }, () => ({})),
      { batch: "b" },
    );
  });

  /** Runs `dirq`, which gets the signals when it renames for the first time. */
  function stopped(args: readonly string[], signals: readonly NodeJS.Signals[] = ["SIGINT"]): Ended {
    return beforeRenames(
      args,
      `for (const signal of signals.splice(0)) process.kill(process.pid, signal);`,
      `let signals = ${JSON.stringify(signals)};`,
    );
  }

  /** Runs `dirq`, which does something of its own before it renames. */
  function beforeRenames(args: readonly string[], action: string, setUp: string): Ended {
    const preload = join(here.place.directory, "rename.cjs");
    writeFileSync(
      preload,
      `const fs = require("node:fs"); const { renameSync } = fs; ${setUp}
      fs.renameSync = (...args) => {
        ${action}
        return renameSync(...args);
      };
      require("node:module").syncBuiltinESMExports();`,
    );
    return here.place.dirq(args, { env: { NODE_OPTIONS: `--require ${preload}` } });
  }

  function lastLines({ stderr }: Ended, count: number): readonly string[] {
    return stderr.trimEnd().split("\n").slice(-count);
  }

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends what is under way, says what was done, and leaves the others as they were, after ${signal}`, () => {
      const end = stopped(["cancel", "--batch", "b"], [signal]);
      assert.equal(end.code, signal === "SIGINT" ? 130 : 143);
      assert.deepEqual(lastLines(end, 1), [`Stopped: ${GROUP} of ${JOBS} jobs cancelled`]);
      const { queued, failed } = here.place.queue.counts();
      assert.deepEqual([queued, failed], [JOBS - GROUP, GROUP]);
      assert.deepEqual(readdirSync(join(here.place.jobs, ".dirq/claims")), []);
      assert.equal(here.place.dirq(["cancel", "--batch", "b"]).code, 0);
    });
  }

  it("says how to undo what rm has removed, and how much restore has brought back", () => {
    const end = stopped(["rm", "--batch", "b"]);
    assert.equal(end.code, 130);
    assert.deepEqual(lastLines(end, 3), [
      `Stopped: ${GROUP} of ${JOBS} jobs removed`,
      `Moved ${GROUP} jobs to the trash. To undo:`,
      "  dirq restore last",
    ]);
    here.place.dirq(["restore", "last"]);
    here.place.dirq(["rm", "--batch", "b"]);
    const back = stopped(["restore", "last"]);
    assert.deepEqual([back.code, back.stderr], [130, `Stopped: ${GROUP} of ${JOBS} jobs restored\n`]);
    assert.equal(back.stdout.trimEnd().split("\n").length, GROUP);
    assert.equal(here.place.queue.counts().queued, GROUP);
  });

  it("says how many of the jobs of one submit are in the queue, prints their ids, and waits for none", () => {
    const { code, stdout, stderr } = stopped(["submit", "--wait", "--sweep", "i=1..2500", "--batch", "s", "echo {i}"]);
    assert.deepEqual([code, stdout.trimEnd().split("\n").length], [130, 1000]);
    assert.equal(stderr, "Stopped: 1,000 of 2,500 jobs submitted\nTo cancel all of batch s: dirq cancel --batch s\n");
    assert.equal(here.place.queue.counts().queued, JOBS + 1000);
  });

  it("says how many of the jobs of one submit are in the queue when the disk takes no more", () => {
    const full = `throw Object.assign(new Error("ENOSPC: no space left on device, rename"), { code: "ENOSPC", syscall: "rename" })`;
    const { code, stdout, stderr } = beforeRenames(
      ["submit", "--sweep", "i=1..1100", "--batch", "s", "echo {i}"],
      `if (left-- <= 0) ${full};`,
      "let left = 1010;",
    );
    assert.deepEqual([code, stdout.trimEnd().split("\n").length], [1, 1000]);
    assert.match(stderr, /^dirq: .*no space is left on the disk.*$/m);
    assert.match(stderr, /^10 jobs, \d{19} to \d{19}: in the queue, but a power cut may take them away\.$/m);
    assert.match(stderr, /^1,010 of 1,100 jobs submitted\nTo cancel all of batch s: dirq cancel --batch s$/m);
    assert.equal(here.place.queue.counts().queued, JOBS + 1010);
  });

  it("ends at once when it is told twice", () => {
    const end = stopped(["hold", "--batch", "b"], ["SIGINT", "SIGINT"]);
    assert.deepEqual([end.code, end.stderr.includes("Stopped")], [130, false]);
    assert.ok(readdirSync(join(here.place.jobs, "queued")).length >= JOBS - GROUP);
  });
});
