import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runSampleScript, sample } from "./run-example.js";

describe("the sample's scripts", () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "dirq-sample-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it("learn to tell the species apart, and leave a checkpoint, a table, a picture and a result", () => {
    run("train.mjs", "--lr", "1", "--pace", "0");
    assert.deepEqual(readdirSync(directory), ["checkpoint.json", "loss.csv", "loss.svg", "progress", "result.json"]);
    const result = JSON.parse(read("result.json")) as { loss: number; accuracy: number };
    assert.ok(result.accuracy > 0.9, `accuracy ${result.accuracy}`);
    assert.ok(result.loss < 0.3, `loss ${result.loss}`);
  });

  it("write the loss of each epoch, and end at progress 1", () => {
    run("train.mjs", "--epochs", "3", "--pace", "0");
    const [header, ...rows] = read("loss.csv").trim().split("\n");
    assert.equal(header, "epoch,training_loss,test_loss");
    assert.deepEqual(
      rows.map((row) => row.split(",")[0]),
      ["1", "2", "3"],
    );
    assert.equal(read("progress"), "3/3");
  });

  it("give the same result for the same seed", () => {
    run("train.mjs", "--pace", "0");
    const first = read("result.json");
    run("train.mjs", "--pace", "0");
    assert.equal(read("result.json"), first);
  });

  it("fail on the unfinished note with a stack trace that names the line", () => {
    const { status, stderr } = run("summarise.mjs", "field-notes.csv");
    assert.equal(status, 1);
    assert.match(stderr, /TypeError: Cannot read properties of undefined[^]*at parseNote \(.*summarise\.mjs:\d+:\d+\)/);
  });

  it("write colours and a bar that is drawn over itself", () => {
    const { status, stdout } = run("leave-one-out.mjs", "--pace", "0");
    assert.equal(status, 0);
    assert.ok(stdout.includes("\x1b[35m●"), "no colour");
    assert.ok(stdout.includes("\r██████████████████████████████ 150/150"), "no bar");
  });

  function run(...words: string[]): ReturnType<typeof runSampleScript> {
    const env = { DIRQ_RESULT_DIR: directory, DIRQ_PROGRESS: path.join(directory, "progress") };
    return runSampleScript(words, { cwd: sample, env });
  }

  function read(name: string): string {
    return readFileSync(path.join(directory, name), "utf8");
  }
});
