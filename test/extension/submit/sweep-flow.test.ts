import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";
import { Screen } from "../../../src/extension/submit/screen.js";
import { askForSweep } from "../../../src/extension/submit/sweep-flow.js";
import { FakeQuickInput } from "./fake-quick-input.js";

describe("Submitting a sweep", () => {
  let person: FakeQuickInput;

  beforeEach(() => (person = new FakeQuickInput()));

  it("asks for the command and the values of each name, lists the commands, and makes jobs of them", async () => {
    const jobs = ask();
    await answer("Command", "train --lr {lr} --tag '{tag}'");
    await answer("{lr}", "0.1,1e-3");
    await answer("{tag}", `it's,"a,b"`);
    await person.question("Submit Sweep");
    assert.deepEqual(person.rows, [
      "Submit 4 jobs",
      "All Combinations · choose to pair the values instead",
      `train --lr 0.1 --tag 'it'"'"'s'`,
      "train --lr 0.1 --tag 'a,b'",
      `train --lr 1e-3 --tag 'it'"'"'s'`,
      "train --lr 1e-3 --tag 'a,b'",
    ]);
    person.enter();
    const made = await jobs;
    assert.deepEqual(
      [made?.length, made?.[3]],
      [4, { command: "train --lr 1e-3 --tag 'a,b'", type: "shell", cwd: "/lab/alpha", lr: 0.001, tag: "a,b" }],
    );
    assert.equal(person.isOpen, false);
  });

  it("pairs the values when that is chosen, and says in the list why it cannot", async () => {
    const jobs = ask();
    await answer("Command", "run {a} {b}");
    await answer("{a}", "1..2");
    await answer("{b}", "1..3");
    await person.question("Submit Sweep");
    person.choose("All Combinations");
    await person.question("Submit Sweep", () => person.rows.some((row) => row.startsWith("Pairs")));
    assert.equal(person.rows[0], "Only as many values as the others have can be paired: a has 2, b has 3.");
    person.enter();
    await person.question("Submit Sweep");
    person.back();
    await answer("{b}", "5..6");
    await person.question("Submit Sweep");
    assert.deepEqual(person.rows.slice(2), ["run 1 5", "run 2 6"]);
    person.enter();
    assert.equal((await jobs)?.length, 2);
  });

  it("says at every step what it was called with, such as the queue", async () => {
    const jobs = ask("Submit Sweep: beta/gpu");
    await person.question("Submit Sweep: beta/gpu: Command");
    person.type("run {a}");
    await person.question("Submit Sweep: beta/gpu: Command", () => person.box === "run {a}");
    person.enter();
    await person.question("Submit Sweep: beta/gpu: {a}");
    person.type("1..2");
    await person.question("Submit Sweep: beta/gpu: {a}", () => person.box === "1..2");
    person.enter();
    await person.question("Submit Sweep: beta/gpu");
    person.enter();
    assert.equal((await jobs)?.length, 2);
  });

  it("says what belongs into an empty box, and not that something is wrong before anybody has done anything", async () => {
    const jobs = ask();
    await person.question("Submit Sweep: Command");
    await setImmediate();
    assert.match(person.said, /^The command to run many times/);
    person.enter();
    await person.question("Submit Sweep: Command", () => person.said.startsWith("Write a name in braces"));
    person.escape();
    assert.equal(await jobs, undefined);
  });

  it("says while it is typed what is wrong with the command or the values, and takes no Enter", async () => {
    const jobs = ask();
    await person.question("Submit Sweep: Command");
    person.type("train ${lr}");
    await person.question("Submit Sweep: Command", () => person.said.startsWith("Write a name in braces"));
    person.enter();
    await answer("Command", "train {lr}");
    await person.question("Submit Sweep: {lr}");
    person.type("0.1..0.5");
    await person.question("Submit Sweep: {lr}", () => person.said.startsWith("lr: 0.1..0.5 needs a step"));
    person.enter();
    await person.question("Submit Sweep: {lr}");
    person.escape();
    assert.equal(await jobs, undefined);
  });

  async function answer(title: string, text: string): Promise<void> {
    await person.question(`Submit Sweep: ${title}`);
    person.type(text);
    await person.question(`Submit Sweep: ${title}`, () => person.box === text);
    person.enter();
  }

  async function ask(title = "Submit Sweep") {
    const queue = { label: "alpha", folder: { uri: { fsPath: "/lab/alpha" } } } as unknown as QueueHandle;
    return (await askForSweep({ title, queues: [queue] }, new Screen(person.api)))?.jobs;
  }
});
