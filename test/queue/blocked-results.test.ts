import assert from "node:assert/strict";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Disk } from "../../src/queue/disk/disk.js";
import { setAside, setOddFileAside } from "../../src/queue/disk/set-aside.js";
import type { Outcome } from "../../src/queue/index.js";
import { beforeEachChange } from "../interop/meanwhile.js";
import { claimJob } from "./claim-job.js";
import { filesIn, leftOversIn, readIn, temporaryDirectory, temporaryQueue } from "./temporary-queue.js";

const COMPLETED: Outcome = { state: "completed", result: { loss: 0.5 } };
const FAILED: Outcome = { state: "failed", error: "no such file", details: "" };

/** Ends a job that has made a directory of this name in its result directory; returns the text that lies there then. */
function endWithDirectory(name: string, outcome: Outcome): string {
  const queue = temporaryQueue();
  const { id } = queue.submit({});
  const claim = claimJob(queue);
  const directory = queue.resultDirectory(id);
  mkdirSync(join(directory, name, "kept"), { recursive: true });
  assert.equal(queue.finish(claim, outcome), true);
  assert.equal(queue.get(id)?.state, outcome.state);
  assert.deepEqual(leftOversIn(queue), []);
  const aside = readdirSync(directory).find((entry) => entry.startsWith(`${name}.`)) ?? "";
  assert.deepEqual(readdirSync(join(directory, aside)), ["kept"]);
  return readIn(queue, `completed_results/${id}/${name}`);
}

describe("the end of a job that made a directory where its result belongs", () => {
  for (const name of ["result.json", "results.json"]) {
    it(`sets aside a directory ${name}`, () => {
      assert.equal(endWithDirectory(name, COMPLETED), '{\n  "loss": 0.5\n}\n');
    });
  }

  it("sets aside a directory error.txt", () => {
    assert.equal(endWithDirectory("error.txt", FAILED), "no such file\n\n");
  });
});

describe("the end of a job of whose name there is a file already", () => {
  /** Cancels a job with such a file in `failed/`; returns what is kept of it. */
  function cancelBeside(make: (path: string) => void): string | undefined {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const failed = join(queue.directory, "failed");
    make(join(failed, `${id}.json`));
    assert.equal(queue.cancel(id), "cancelled");
    assert.equal(queue.get(id)?.state, "failed");
    const aside = readdirSync(failed).find((name) => name.endsWith(".set-aside"));
    return aside && join(failed, aside);
  }

  it("sets aside one that is no job", () => {
    const aside = cancelBeside((path) => writeFileSync(path, "what somebody has written down"));
    assert.equal(readFileSync(aside ?? "", "utf8"), "what somebody has written down");
  });

  it("sets aside one that is far too large for an end", () => {
    const aside = cancelBeside((path) => {
      writeFileSync(path, "");
      truncateSync(path, 1024 ** 3);
    });
    assert.equal(statSync(aside ?? "").size, 1024 ** 3);
  });

  it("replaces an empty one, which a Python worker had begun to write", () => {
    assert.equal(
      cancelBeside((path) => writeFileSync(path, "")),
      undefined,
    );
  });
});

describe("what was no hindrance by the time it was set aside", () => {
  /** What stands in the end of a directory in the place of a file, which others replace before each of these changes. */
  function afterReplacing(...texts: readonly string[]): string[] {
    const folder = temporaryDirectory();
    const path = join(folder, "result.json");
    mkdirSync(path);
    const left = [...texts];
    const fileSystem = beforeEachChange(() => {
      const text = left.shift();
      if (text === undefined) return;
      rmSync(path, { recursive: true, force: true });
      writeFileSync(path, text);
    });
    setOddFileAside(new Disk(fileSystem), path);
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  }

  it("goes back", () => {
    assert.deepEqual(afterReplacing("theirs"), ["theirs"]);
  });

  it("stays aside where another has come into its place", () => {
    assert.deepEqual(afterReplacing("theirs", "newer"), ["newer", "theirs"]);
  });

  /** What is left where a directory has come into a link's place, and something into its own while it was aside. */
  function afterDirectory(newcomer: (path: string) => void): string[] {
    const folder = temporaryDirectory();
    const path = join(folder, "1");
    symlinkSync(folder, path);
    const results = (): void => {
      rmSync(path);
      mkdirSync(path);
      writeFileSync(join(path, "result.json"), "theirs");
    };
    const changes = [results, () => newcomer(path)];
    const disk = new Disk(beforeEachChange(() => changes.shift()?.()));
    setAside(disk, path, (stat) => !stat.isDirectory());
    return filesIn(folder).map((each) => each.replace(/\.[0-9a-f]{12}\./, ".*."));
  }

  it("goes back, a directory, to where an empty one has come", () => {
    assert.deepEqual(afterDirectory(mkdirSync), ["1/result.json"]);
  });

  it("stays aside, a directory, where one that is not empty or a file has come", () => {
    const withLog = (path: string): void => {
      mkdirSync(path);
      writeFileSync(join(path, "output.log"), "");
    };
    assert.deepEqual(afterDirectory(withLog), ["1.*.set-aside/result.json", "1/output.log"]);
    const file = (path: string): void => writeFileSync(path, "");
    assert.deepEqual(afterDirectory(file), ["1", "1.*.set-aside/result.json"]);
  });
});
