import assert from "node:assert/strict";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FailurePlaces } from "../../src/live/files/failure-places.js";
import { LiveIndex } from "../../src/live/live-index/live-index.js";
import type { JobParams, JobQueue } from "../../src/queue/index.js";
import { ShellWorker } from "../../src/worker/index.js";
import { temporaryDirectory, temporaryQueue } from "../queue/temporary-queue.js";

const COMMAND = "cat error.said >&2; exit $CODE";

describe("Where the last jobs failed", () => {
  let folder: string;
  let queue: JobQueue;

  beforeEach(() => {
    folder = temporaryDirectory();
    queue = temporaryQueue();
    writeFileSync(join(folder, "train.py"), "");
    said('Traceback:\n  File "train.py", line 7, in f\n  File "/usr/lib/lib.py", line 1, in g\nValueError: no');
  });

  const said = (text: string): void => writeFileSync(join(folder, "error.said"), text);
  const run = async (code: number, params: JobParams = {}): Promise<string> => {
    const { id } = queue.submit({ command: COMMAND, cwd: folder, ...params, env: { CODE: String(code) } });
    await new ShellWorker(queue).run({ stopWhenEmpty: true });
    return id;
  };
  const list = (folders = [folder]): readonly (readonly unknown[])[] => {
    const index = new LiveIndex(queue);
    index.look({ reread: false });
    return new FailurePlaces(queue, index).list(folders).map(({ row, file, line }) => [row.id, file, line]);
  };

  it("is the innermost frame in a file of the folder", async () => {
    const id = await run(1);
    assert.deepEqual(list(), [[id, join(folder, "train.py"), 7]]);
  });

  it("is nowhere when the file lies elsewhere, or is not there", async () => {
    await run(1);
    assert.deepEqual(list([temporaryDirectory()]), []);
    said("gone.py:3: no");
    await run(1);
    assert.deepEqual(list(), []);
  });

  it("is found beside names that no file can have, and not where a link leads out of the folder", async () => {
    symlinkSync(temporaryDirectory(), join(folder, "link"));
    writeFileSync(join(folder, "link", "lib.py"), "");
    said(`File "train.py", line 7\nFile "link/lib.py", line 2\nFile "${"a".repeat(300)}.py", line 1`);
    const id = await run(1);
    assert.deepEqual(list(), [[id, join(folder, "train.py"), 7]]);
  });

  it("is told of the same command once, and no more when it went well", async () => {
    await run(1);
    const second = await run(2);
    assert.deepEqual(
      list().map(([id]) => id),
      [second],
    );
    await run(0);
    assert.deepEqual(list(), []);
  });

  it("is taken back by a job of the same name, and by a resubmission, whatever was changed in it", async () => {
    await run(1, { name: "train" });
    await run(0, { name: "train", command: "true" });
    assert.deepEqual(list(), []);
    const id = await run(1, { command: `${COMMAND} ` });
    await run(0, { command: "echo mended", dirq: { resubmit_of: id } });
    assert.deepEqual(list(), []);
  });

  it("stays for other work, and goes with the job", async () => {
    const id = await run(1);
    await run(0, { command: "true", name: "other" });
    assert.deepEqual(
      list().map(([failed]) => failed),
      [id],
    );
    queue.remove(id);
    assert.deepEqual(list(), []);
  });

  it("is of no interest for a job that was cancelled", () => {
    const { id } = queue.submit({ command: COMMAND, cwd: folder });
    queue.cancel(id, { by: "ada" });
    assert.deepEqual(list(), []);
  });
});
