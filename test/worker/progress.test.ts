import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mock } from "node:test";
import { Progress } from "../../src/worker/progress.js";
import { parseProgress } from "../../src/worker/progress-file.js";
import { ProgressInOutput } from "../../src/worker/progress-in-output.js";
import { newFolder, removeFolders, runToEnd } from "./command-world.js";

describe("progress in what a job prints", () => {
  function found(...chunks: string[]): [string, number][] {
    const findings: [string, number][] = [];
    const search = new ProgressInOutput((source, progress) => findings.push([source, progress]));
    for (const chunk of chunks) search.push(Buffer.from(chunk));
    return findings;
  }
  const sequence = (progress: number) => [["terminal sequence", progress]];
  const bar = (progress: number) => [["progress bar", progress]];

  it("is tqdm's bar", () => assert.deepEqual(found("\r 42%|████      | 42/100 [00:01<00:02]"), bar(0.42)));
  it("is tqdm's bar with words before it", () => assert.deepEqual(found("epoch 3: 100%|██████|"), bar(1)));
  it("is the last of several bars", () => assert.deepEqual(found("\r  1%|\r  2%|\r  3%|"), bar(0.03)));
  it("is the terminal's sequence, ended by BEL", () =>
    assert.deepEqual(found("\u001b]9;4;1;37\u0007"), sequence(0.37)));
  it("is the terminal's sequence, ended by ST", () =>
    assert.deepEqual(found("\u001b]9;4;4;5\u001b\\"), sequence(0.05)));
  it("is not a number in a text", () => assert.deepEqual(found("up 42% | 1.42%| x42%| 142%| 1042%|"), []));
  it("is not the sequence that clears", () => assert.deepEqual(found("\u001b]9;4;0;50\u0007\u001b]9;4;3;\u0007"), []));
  it("is not found a second time", () => assert.deepEqual(found("\r 42%|", "x", "y"), bar(0.42)));

  it("is found wherever the pieces of the output are cut", () => {
    for (const [text, finding] of [
      ["some words \r 42%|███ more words", bar(0.42)],
      ["some words \u001b]9;4;1;42\u001b\\ more words", sequence(0.42)],
    ] as const) {
      for (let at = 0; at <= text.length; at += 1) assert.deepEqual(found(text.slice(0, at), text.slice(at)), finding);
      assert.deepEqual(found(...text), finding);
    }
  });

  it("is not made up by a cut", () => {
    const text = "words words words words 1.42%| words words words words";
    for (let at = 0; at <= text.length; at += 1) assert.deepEqual(found(text.slice(0, at), text.slice(at)), []);
    assert.deepEqual(found(...text), []);
  });
});

describe("progress in a file", () => {
  const cases: [string, number | undefined][] = [
    ["0.4", 0.4],
    [".5\n", 0.5],
    ["40%\n", 0.4],
    ["40 %", 0.4],
    ["3/8", 0.375],
    [" 3 / 8 \r\n", 0.375],
    ["1", 1],
    ["1%", 0.01],
    ["40", 0.4],
    ["0", 0],
    ["0.1\n0.2\n", 0.2],
    ["", undefined],
    ["half", undefined],
    ["-1", undefined],
    ["120%", undefined],
    ["9/8", undefined],
    ["1/0", undefined],
    ["0/0", undefined],
  ];
  for (const [text, progress] of cases) {
    it(`${JSON.stringify(text)} is ${progress ?? "none"}`, () => assert.equal(parseProgress(text), progress));
  }
});

describe("progress of several sources", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  function heard() {
    const reports: number[] = [];
    return { reports, progress: new Progress((value) => reports.push(value)) };
  }

  it("is reported at once, then at most five times a second, then to the last", () => {
    const { reports, progress } = heard();
    for (const value of [0.1, 0.2, 0.3]) progress.hear("file", value);
    assert.deepEqual(reports, [0.1]);
    mock.timers.tick(200);
    assert.deepEqual(reports, [0.1, 0.3]);
    progress.hear("file", 0.4);
    progress.close();
    mock.timers.tick(1000);
    assert.deepEqual(reports, [0.1, 0.3, 0.4]);
  });

  it("is that of the most explicit source that has spoken", () => {
    const { reports, progress } = heard();
    for (const [source, value] of [
      ["progress bar", 0.9],
      ["file", 0.1],
      ["terminal sequence", 0.5],
      ["progress bar", 0.6],
      ["file", 0.2],
    ] as const) {
      progress.hear(source, value);
      mock.timers.tick(200);
    }
    assert.deepEqual(reports, [0.9, 0.1, 0.2]);
  });
});

describe("progress of a running command", () => {
  afterEach(removeFolders);

  /** The command waits for each report before it goes on, so that none is passed over. */
  async function reported(command: (wait: string) => string): Promise<number[]> {
    const reports: number[] = [];
    const folder = newFolder();
    const wait = `n=$((n + 1)); until [ -e '${folder}'/$n ]; do sleep 0.02; done`;
    const onProgress = (progress: number): void => writeFileSync(join(folder, String(reports.push(progress))), "");
    await runToEnd(command(wait), { onProgress });
    return reports;
  }

  it("comes from its file while it runs, written to, appended to or replaced", async () => {
    const reports = await reported(
      (wait) => `echo 0.1 > $DIRQ_PROGRESS; ${wait}; echo 20% >> $DIRQ_PROGRESS; ${wait}
        echo 3/10 > new; mv new $DIRQ_PROGRESS; ${wait}; echo 0.4 > $DIRQ_PROGRESS`,
    );
    assert.deepEqual(reports, [0.1, 0.2, 0.3, 0.4]);
  });

  it("comes from its output, on either stream", async () => {
    const reports = await reported((wait) => `printf '\\r 10%%|' >&2; ${wait}; printf '\\033]9;4;1;20\\007'`);
    assert.deepEqual(reports, [0.1, 0.2]);
  });

  it("is not waited for in a pipe that a job puts in the place of its file", async () => {
    const reports = await reported(() => `mkfifo $DIRQ_PROGRESS; sleep 0.25`);
    assert.deepEqual(reports, []);
  });
});
