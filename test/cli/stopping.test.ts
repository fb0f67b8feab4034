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
    here.place.dirq(["submit", "--batch", "b", "-"], { input: "{}\n".repeat(JOBS) });
  });

  /** Runs `dirq`, which gets the signals when it renames for the first time. */
  function stopped(args: readonly string[], signals: readonly NodeJS.Signals[] = ["SIGINT"]): Ended {
    const preload = join(here.place.directory, "signal.cjs");
    writeFileSync(
      preload,
      `const fs = require("node:fs"); const { renameSync } = fs; let signals = ${JSON.stringify(signals)};
      fs.renameSync = (...args) => {
        for (const signal of signals.splice(0)) process.kill(process.pid, signal);
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

  it("ends at once when it is told twice", () => {
    const end = stopped(["hold", "--batch", "b"], ["SIGINT", "SIGINT"]);
    assert.deepEqual([end.code, end.stderr.includes("Stopped")], [130, false]);
    assert.ok(readdirSync(join(here.place.jobs, "queued")).length >= JOBS - GROUP);
  });
});
