import assert from "node:assert/strict";
import { documentText } from "../../src/cli/json/job-json.js";
import { strictJson } from "../../src/cli/json/strict-json.js";
import { isAsWritten, JsonText, parseJson, type JobState, type JobWithText } from "../../src/queue/index.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";

const ID = "1733302847123456789";
const BESIDE = { id: ID, state: "completed" } as const;

/** A file as Python writes it, with params of every kind. */
const WRITTEN = pythonJob(ID, {
  state: "completed",
  params: {
    command: 'echo "{a}, [b]: \\\\"',
    env: {},
    list: [],
    deep: [{ a: [1, -2.5e-7, null] }, [[true]]],
    dirq: {},
  },
  progress: 1,
});

function isWritten(text: string, job: { readonly id: string; readonly state: JobState } = BESIDE): boolean {
  return isAsWritten(text, job);
}

/** The long way, by which every spelling comes out the same. */
function takenApart(text: string): string {
  return strictJson(JsonText.parse(text).set("id", ID).set("state", "completed").toString());
}

function jobIn(text: string): JobWithText | undefined {
  const queue = temporaryQueue();
  writeIn(queue, `completed/${ID}.json`, text);
  return [...queue.walk()][0];
}

describe("a job's document", () => {
  it("is the text of its file where that is spelled as it is printed", () => {
    for (const text of [WRITTEN, `${WRITTEN}\n`, WRITTEN.replace('"progress": 1', '"progress": 1.0')]) {
      assert.equal(isWritten(text), true, text);
      assert.equal(takenApart(text), text.trimEnd());
    }
  });

  it("is the text of what the queue itself writes, in each state", () => {
    const queue = temporaryQueue();
    queue.submitMany([{ a: "ä" }, { n: NaN }, { list: [[], {}] }]);
    const [first, second] = [queue.claimNext(), queue.claimNext()];
    if (first === undefined || second === undefined) assert.fail("nothing could be claimed");
    queue.finish(first, { state: "completed", result: {} });
    queue.finish(second, { state: "failed", error: "no", details: "" });
    const read = [...queue.walk()];
    assert.deepEqual(
      read.map(({ job, text = "" }) => job.state !== "damaged" && isAsWritten(text, job)),
      [true, false, true],
    );
    assert.deepEqual(
      read.map(({ job, text = "" }) => text.replace("NaN", "null") === `${documentText({ job, text })}\n`),
      [true, true, true],
    );
  });

  const OTHERS: readonly (readonly [what: string, text: string])[] = [
    ["another id", WRITTEN.replace(ID, "1")],
    ["another state", WRITTEN.replace("completed", "failed")],
    ["a key twice", WRITTEN.replace('"error": null', '"error": null,\n  "error": "x"')],
    ["a state twice", WRITTEN.replace('"error": null', '"error": null,\n  "state": "failed"')],
    ["other keys", WRITTEN.replace('"error": null', '"error": null,\n  "more": 1')],
    [
      "another order",
      WRITTEN.replace(/ {2}"error": null,\n/, "").replace('"created_at"', '"error": null,\n  "created_at"'),
    ],
    ["a key spelled with an escape", WRITTEN.replace('"error"', '"\\u0065rror"')],
    ["letters beyond ASCII", WRITTEN.replace("echo", "écho")],
    ["NaN", WRITTEN.replace("-2.5e-7", "NaN")],
    ["-Infinity", WRITTEN.replace("-2.5e-7", "-Infinity")],
    ["all on one line", JSON.stringify(JSON.parse(WRITTEN))],
    ["indented by 4", JSON.stringify(JSON.parse(WRITTEN), null, 4)],
    ["a space before a comma", WRITTEN.replace("null,", "null ,")],
    ["two spaces behind a colon", WRITTEN.replace('"error": ', '"error":  ')],
    ["an empty list over two lines", WRITTEN.replace("[]", "[\n    ]")],
  ];
  for (const [what, text] of OTHERS) {
    it(`is put together from a file with ${what}`, () => {
      assert.notEqual(text, WRITTEN);
      assert.equal(isWritten(text), false);
      const read = jobIn(text);
      assert.equal(read && documentText(read), takenApart(text));
    });
  }

  it("is the same the short way and the long way, wherever a character of the file is another", () => {
    const jobs = ' \n\t",:[]{}0aN\\é'.split("");
    let short = 0;
    for (let at = 0; at <= WRITTEN.length; at++) {
      for (const char of jobs) {
        for (const text of [
          WRITTEN.slice(0, at) + char + WRITTEN.slice(at),
          WRITTEN.slice(0, at) + char + WRITTEN.slice(at + 1),
        ]) {
          if (!isJson(text) || !isWritten(text)) continue;
          short++;
          assert.equal(takenApart(text), text.trimEnd());
        }
      }
    }
    assert.ok(short > 100, `only ${short} of them were taken as they stand`);
  });
});

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}
