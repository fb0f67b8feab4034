import assert from "node:assert/strict";
import type * as vscode from "vscode";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";
import { paramsOf, submitChoicesOf, type Draft } from "../../../src/extension/submit/draft.js";
import { askForJob } from "../../../src/extension/submit/flow.js";
import { History } from "../../../src/extension/submit/history.js";
import { Screen } from "../../../src/extension/submit/screen.js";
import { FakeQuickInput } from "./fake-quick-input.js";

const TITLE = "Submit Shell Command";

describe("Submitting a command", () => {
  let person: FakeQuickInput;
  let history: History;

  beforeEach(() => {
    person = new FakeQuickInput();
    history = new History(memory());
  });

  it("takes the command and Enter twice", async () => {
    const job = ask();
    await command("make data");
    await overview();
    assert.equal(person.step, "2 of 2");
    assert.deepEqual(person.rows, [
      "Submit",
      "Command · make data",
      "Name · none: the command is shown",
      "Directory · /lab/alpha",
      "Timeout · none",
      "Retries · none",
    ]);
    person.enter();
    assert.deepEqual(await job, [{ command: "make data", type: "shell", cwd: "/lab/alpha" }, { retries: undefined }]);
    assert.equal(person.isOpen, false);
  });

  it("takes every option, each shown in words before it is submitted", async () => {
    const job = ask();
    await command("make");
    await option("Name", " nightly ");
    await option("Directory", "data");
    await option("Timeout", "1h30m");
    await option("Retries", "3");
    await overview();
    assert.deepEqual(person.rows.slice(2), [
      "Name · nightly",
      "Directory · /lab/alpha/data",
      "Timeout · after 1 h 30 min",
      "Retries · up to 3 times, if it fails",
    ]);
    person.enter();
    assert.deepEqual(await job, [
      { command: "make", type: "shell", name: "nightly", cwd: "/lab/alpha/data", timeout: 5_400 },
      { retries: 3 },
    ]);
  });

  const wrong: [option: string, text: string, complaint: string][] = [
    ["Timeout", "soon", "It has to be a length of time, for example 90s, 30m, 2h or 7d."],
    ["Retries", "0", "It has to be a whole number, 1 or more."],
    ["Directory", "nowhere", "There is no directory /lab/alpha/nowhere."],
  ];
  for (const [title, text, complaint] of wrong) {
    it(`says while it is typed what is wrong with the ${title.toLowerCase()} ${text}, and takes no Enter`, async () => {
      const job = ask();
      await command("make");
      await overview();
      person.choose(title);
      await person.question(`${TITLE}: ${title}`);
      person.type(text);
      await person.question(`${TITLE}: ${title}`, () => person.said === complaint);
      person.enter();
      // Were it taken, the overview would come in the next moment.
      await new Promise(setImmediate);
      await person.question(`${TITLE}: ${title}`);
      person.type("");
      person.enter();
      await overview();
      person.escape();
      assert.equal(await job, undefined);
    });
  }

  it("goes back a step at a time, and keeps what was typed", async () => {
    const job = ask();
    await command("make");
    await overview();
    person.choose("Timeout");
    await person.question(`${TITLE}: Timeout`);
    person.type("2h");
    await person.question(`${TITLE}: Timeout`, () => person.said.startsWith("Stop"));
    // What is right is known in the next moment.
    await new Promise(setImmediate);
    person.back();
    await overview();
    assert.equal(person.rows[4], "Timeout · after 2 h");
    person.back();
    await person.question(TITLE, () => person.box === "make");
    assert.equal(person.hasBack, false);
    person.enter();
    await overview();
    person.enter();
    assert.deepEqual((await job)?.[0]["timeout"], 7_200);
  });

  it("keeps also what was not right yet, but only in its box", async () => {
    const job = ask();
    await command("make");
    await overview();
    person.choose("Retries");
    await person.question(`${TITLE}: Retries`);
    person.type("0");
    person.back();
    await overview();
    assert.equal(person.rows[5], "Retries · none");
    person.choose("Retries");
    await person.question(`${TITLE}: Retries`, () => person.box === "0" && person.said.startsWith("It has to be"));
    person.escape();
    assert.equal(await job, undefined);
  });

  it("is left at any step", async () => {
    for (const reach of [() => Promise.resolve(), overviewOfMake, boxOfMake]) {
      const job = ask();
      await person.question(TITLE);
      await reach();
      person.escape();
      assert.equal(await job, undefined);
      assert.equal(person.isOpen, false);
    }
  });

  it("asks for the queue only where there are several, and uses its folder", async () => {
    const job = ask([queue("alpha"), queue("beta")]);
    await person.question(TITLE);
    assert.deepEqual([person.step, ...person.rows], ["1 of 3", "alpha/jobs · 2 queued", "beta/jobs · 2 queued"]);
    person.choose("beta/jobs");
    await person.question(TITLE, () => person.step === "2 of 3");
    person.type("make");
    person.enter();
    await overview();
    assert.deepEqual(person.rows.slice(0, 2), ["Submit to beta/jobs", "Command · make"]);
    person.enter();
    assert.equal((await job)?.[0]["cwd"], "/lab/beta");
  });

  it("shows a command as text, whatever a shell or VS Code would read in it", async () => {
    const job = ask();
    await command("echo $(zap) [x](command:y)");
    await overview();
    assert.equal(person.rows[1], "Command · echo \\$(zap) [x](command:y)");
    person.enter();
    assert.equal((await job)?.[0]["command"], "echo $(zap) [x](command:y)");
  });

  it("can still be changed in the overview", async () => {
    const job = ask();
    await command("make daat");
    await overview();
    person.choose("Command");
    await person.question(`${TITLE}: Command`, () => person.box === "make daat");
    person.type("make data");
    person.enter();
    await overview();
    person.enter();
    assert.equal((await job)?.[0]["command"], "make data");
  });

  describe("whose start is given", () => {
    const start = { command: "python3 train.py", start: "python3 train.py" };

    it("asks for arguments, which may be none", async () => {
      const job = ask([queue("alpha")], start);
      await person.question(TITLE);
      assert.deepEqual([person.box, ...person.rows], ["", "python3 train.py"]);
      person.enter();
      await overview();
      person.enter();
      assert.equal((await job)?.[0]["command"], "python3 train.py");
    });

    it("shows the whole while they are typed, and keeps them when it is gone back to", async () => {
      const job = ask([queue("alpha")], start);
      await person.question(TITLE);
      person.type("--lr '0 1'");
      assert.deepEqual(person.rows, ["python3 train.py --lr '0 1'"]);
      person.enter();
      await overview();
      person.back();
      await person.question(TITLE, () => person.box === "--lr '0 1'");
      person.enter();
      await overview();
      person.enter();
      assert.equal((await job)?.[0]["command"], "python3 train.py --lr '0 1'");
    });

    it("offers what it was submitted with before, and nothing else", async () => {
      await history.add("python3 train.py --lr 3", {});
      await history.add("make", {});
      const job = ask([queue("alpha")], start);
      await person.question(TITLE);
      assert.deepEqual(person.rows, ["python3 train.py", "python3 train.py --lr 3"]);
      person.choose("python3 train.py --lr 3");
      await overview();
      person.back();
      await person.question(TITLE, () => person.box === "--lr 3");
      person.escape();
      await job;
    });

    it("can be given another start in the overview", async () => {
      const job = ask([queue("alpha")], start);
      await person.question(TITLE);
      person.enter();
      await overview();
      person.choose("Command");
      await person.question(`${TITLE}: Command`, () => person.box === "python3 train.py");
      person.type("pypy train.py");
      person.enter();
      await overview();
      person.back();
      await person.question(TITLE, () => person.box === "pypy train.py");
      person.escape();
      await job;
    });
  });

  it("starts with the overview where the command is known, and counts no steps then", async () => {
    const job = ask([queue("alpha")], { command: "make", chosen: { directory: "/lab/alpha/data" } }, "overview");
    await overview();
    assert.deepEqual([person.hasBack, person.step], [false, "undefined of undefined"]);
    person.enter();
    assert.deepEqual((await job)?.[0], { command: "make", type: "shell", cwd: "/lab/alpha/data" });
  });

  describe("of several lines", () => {
    const start = { command: "cd data\n\n  make" };

    it("is seen before it is submitted, and goes into the job as it is", async () => {
      const job = ask([queue("alpha")], start);
      await person.question(TITLE);
      assert.deepEqual(person.rows, ["One shell script of 3 lines", "cd data", " ", "  make"]);
      person.enter();
      await overview();
      assert.equal(person.rows[1], "Command · cd data⏎⏎  make");
      person.enter();
      assert.equal((await job)?.[0]["command"], "cd data\n\n  make");
    });

    it("gives way to another that is typed", async () => {
      const job = ask([queue("alpha")], start);
      await person.question(TITLE);
      person.type("make");
      assert.deepEqual(person.rows, ["make"]);
      person.enter();
      await overview();
      person.enter();
      assert.equal((await job)?.[0]["command"], "make");
    });
  });

  describe("that was submitted before", () => {
    beforeEach(async () => {
      await history.add("make old", {});
      await history.add("make data", { name: "data", timeout: "30m" });
    });

    it("is offered with its options, the last first", async () => {
      const job = ask();
      await person.question(TITLE);
      assert.deepEqual(person.rows, ["make data · data", "make old"]);
      person.enter();
      await overview();
      person.enter();
      assert.deepEqual(await job, [
        { command: "make data", type: "shell", name: "data", cwd: "/lab/alpha", timeout: 1_800 },
        { retries: undefined },
      ]);
    });

    it("is not taken for another that is typed", async () => {
      const job = ask();
      await command("make");
      await overview();
      person.enter();
      assert.deepEqual((await job)?.[0], { command: "make", type: "shell", cwd: "/lab/alpha" });
    });

    it("lends its options to no other command, but one that was chosen stays", async () => {
      const job = ask();
      await command("make data");
      await option("Retries", "2");
      await overview();
      person.back();
      await command("make plots");
      await overview();
      person.enter();
      assert.deepEqual(await job, [{ command: "make plots", type: "shell", cwd: "/lab/alpha" }, { retries: 2 }]);
    });

    it("can be submitted without an option that it had", async () => {
      const job = ask();
      await command("make data");
      await option("Name", "");
      await overview();
      person.enter();
      assert.equal((await job)?.[0]["name"], undefined);
    });

    it("says when its directory is gone, before it is submitted", async () => {
      await history.add("make there", { directory: "/lab/nowhere" });
      const job = ask();
      await command("make there");
      await overview();
      person.enter();
      await person.question(`${TITLE}: Directory`, () => person.said === "There is no directory /lab/nowhere.");
      person.escape();
      assert.equal(await job, undefined);
    });

    it("is forgotten with a click", async () => {
      const job = ask();
      await person.question(TITLE);
      person.forget("make data");
      await person.question(TITLE, () => person.rows.length === 1);
      assert.deepEqual(person.rows, ["make old"]);
      person.escape();
      await job;
    });
  });

  /** The params and choices that would be submitted; undefined when the person has left. */
  async function ask(queues = [queue("alpha")], start: Partial<Draft> = {}, firstAsked?: "overview") {
    const draft = await askForJob(
      { title: TITLE, queues, start, ...(firstAsked && { firstAsked }) },
      { screen: new Screen(person.api), history },
    );
    return draft && ([paramsOf(draft, draft.chosen), submitChoicesOf(draft.chosen)] as const);
  }

  async function command(text: string): Promise<void> {
    await person.question(TITLE, () => !person.rows.some((row) => row.startsWith("Submit")));
    person.type(text);
    person.enter();
  }

  async function overview(): Promise<void> {
    await person.question(TITLE, () => person.rows[0]?.startsWith("Submit") === true);
  }

  async function option(title: string, text: string): Promise<void> {
    await overview();
    person.choose(title);
    await person.question(`${TITLE}: ${title}`);
    person.type(text);
    person.enter();
  }

  async function overviewOfMake(): Promise<void> {
    await command("make");
    await overview();
  }

  async function boxOfMake(): Promise<void> {
    await overviewOfMake();
    person.choose("Name");
    await person.question(`${TITLE}: Name`);
  }
});

const DIRECTORIES = ["/lab/alpha", "/lab/alpha/data"];

function queue(name: string): QueueHandle {
  return {
    label: `${name}/jobs`,
    directory: `/lab/${name}/jobs`,
    folder: { uri: { fsPath: `/lab/${name}` } },
    status: { kind: "ready", counts: { queued: 2, running: 0, completed: 0, failed: 0 }, paused: false },
    live: {
      checkDirectory: (path: string) =>
        Promise.resolve(DIRECTORIES.includes(path) ? undefined : `There is no directory ${path}.`),
    },
  } as unknown as QueueHandle;
}

function memory(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  } as vscode.Memento;
}
