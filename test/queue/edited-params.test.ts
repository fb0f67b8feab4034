import assert from "node:assert/strict";
import type { JobQueue } from "../../src/queue/index.js";
import { JsonText } from "../../src/queue/index.js";
import { jobFilesIn, pythonJob, readIn, temporaryQueue, writeIn } from "./temporary-queue.js";

describe("A job that is edited and submitted again", () => {
  it("is given as text with numbers as they are spelled, letters as they are read, and no bookkeeping of ours", () => {
    const queue = temporaryQueue();
    const params = '{"command": "echo été", "seed": 12345678901234567890, "rate": 1.0, "x": NaN}';
    const first = queue.submit(JsonText.parse(params), { retries: 2, batch: "b", notBefore: new Date(2100, 1) });
    assert.equal(
      queue.textToEdit(queue.resubmit(first.id).id),
      `{
  "command": "echo été",
  "seed": 12345678901234567890,
  "rate": 1.0,
  "x": NaN,
  "dirq": {
    "retries": 2,
    "batch": "b"
  }
}
`,
    );
    assert.equal(queue.textToEdit(queue.submit({ n: 1 }).id), '{\n  "n": 1\n}\n');
  });

  it("spells in its text what would act on a screen without being seen", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "\u202egpj.exe", note: "a\u007f\u2028b é 👍" });
    assert.equal(queue.textToEdit(id), '{\n  "name": "\\u202egpj.exe",\n  "note": "a\\u007f\\u2028b é 👍"\n}\n');
  });

  it("becomes a new job that says where it came from, and the old one stays as it is", () => {
    const queue = temporaryQueue();
    writeIn(queue, "failed/17.json", pythonJob("17", { state: "failed", error: "no" }));
    const before = readIn(queue, "failed/17.json");
    const { id } = queue.resubmitEdited(
      "17",
      '{"command": "echo été", "seed": 12345678901234567890, "dirq": {"retries": 1}}',
    );
    assert.equal(
      queue.paramsText(id),
      `{
  "command": "echo été",
  "seed": 12345678901234567890,
  "dirq": {
    "retries": 1,
    "resubmit_of": "17"
  }
}`,
    );
    assert.deepEqual([readIn(queue, "failed/17.json"), queue.ids("queued")], [before, [id]]);
  });

  it("waits, if the text says so", () => {
    const queue = temporaryQueue();
    const { id: parent } = queue.submit({ n: 1 });
    const { id } = queue.resubmitEdited(parent, `{"n": 2, "dirq": {"after": ["${parent}"]}}`);
    const job = queue.get(id);
    assert.equal(job?.state === "queued" && job.waiting, "after");
  });

  it("is submitted also when the old one has been deleted meanwhile", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ n: 1 });
    queue.remove(id);
    assert.deepEqual(queue.resubmitEdited(id, "{}").params, { dirq: { resubmit_of: id } });
  });

  const faults: [text: string, where: string, words: string][] = [
    ['{"command": "true",}', "1:20", "a comma stands before the }"],
    ["[1]", "1:1", "a job is an object in braces"],
    ['{\n  "type": "shell"\n}', "1:1", "command has to be text, and not empty"],
    ['{\n  "command": " "\n}', "2:3", "command has to be text, and not empty"],
    ['{\n  "command": "true",\n  "cwd": "src"\n}', "3:3", "cwd has to be an absolute path"],
    ['{\n  "command": "true",\n  "timeout": "5m"\n}', "3:3", "timeout has to be a number of seconds above 0"],
    ['{\n  "command": "true",\n  "env": {"N": 1}\n}', "3:3", "env has to be an object whose values are all text"],
    ['{\n  "dirq": []\n}', "2:3", "dirq has to be an object"],
    ['{\n  "dirq": {\n    "retries": 1.5\n  }\n}', "3:5", "retries has to be a whole number from 0 up"],
    ['{\n  "dirq": {\n    "after": ["17"]\n  }\n}', "3:5", "there is no job 17 to run after"],
    ['{"dirq": {"after_ok": 17}}', "1:11", "after_ok has to be a list of ids, each of them text"],
  ];
  for (const [text, where, words] of faults) {
    it(`is refused with the line, and nothing is submitted: ${words}`, () => {
      const queue = temporaryQueue();
      queue.create();
      const fault = queue.faultInEdited(text);
      assert.deepEqual([`${fault?.line}:${fault?.column}`, fault?.words], [where, words]);
      assert.throws(() => queue.resubmitEdited("1", text), {
        code: "INVALID_JOB",
        message: new RegExp(`line ${fault?.line}: `),
      });
      assert.deepEqual(jobFilesIn(queue), []);
    });
  }

  it("may be anything where a worker of one's own runs it", () => {
    const queue = temporaryQueue();
    queue.create();
    const texts = ["{}", '{"type": "fit", "command": 5, "timeout": "long", "env": []}', '{"timeout": "5m"}'];
    assert.deepEqual(
      texts.map((text) => queue.faultInEdited(text)),
      [undefined, undefined, undefined],
    );
  });

  it("cannot be edited when it cannot be read", () => {
    const queue: JobQueue = temporaryQueue();
    writeIn(queue, "failed/17.json", "{ not a job");
    assert.throws(() => queue.textToEdit("17"), { code: "INVALID_JOB" });
    assert.throws(() => queue.textToEdit("18"), { code: "NOT_FOUND" });
  });
});
