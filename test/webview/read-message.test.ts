import assert from "node:assert/strict";
import { readMessage } from "../../src/webview/read-message.js";
import { usePanelPage } from "./panel-page.js";
import { changed, completed, damaged, details, failed, output, queued, running } from "./sample-jobs.js";

const GOOD = [
  changed(completed, {}),
  changed(completed, { details: { row: completed.row }, without: ["errorText"] }),
  ...[completed, damaged, failed, queued, running()].flatMap((job) => [details(job), output(job, "x\n")]),
  { type: "gone", id: "1" },
  { type: "answering", answering: { kind: "answering" } },
  { type: "answering", answering: { kind: "silent", sinceMs: 9 } },
  { type: "answering", answering: { kind: "restarting", reason: "It ended." } },
  { type: "actionEnded", action: "cancel" },
  { type: "copyFromResult", what: "path" },
];

const { row } = completed;
const withDetails = (other: object): unknown => changed(completed, { details: other });
const MALFORMED: readonly unknown[] = [
  undefined,
  null,
  "details",
  [],
  {},
  { type: "eval" },
  { type: "toString" },
  { type: ["details"] },
  { ...details(completed), change: undefined },
  changed(completed, { reset: true, details: { row } }),
  changed(completed, { without: null as never }),
  changed(completed, { result: { bytes: [1, 2] as never, cut: false } }),
  withDetails({ row: { ...row, id: 42 } }),
  withDetails({ row: { ...row, label: { toString: "x" } } }),
  withDetails({ env: { A: 1 } }),
  withDetails({ paramsText: 1 }),
  { ...details(completed), canWrite: "yes" },
  { ...output(completed, ""), text: 1 },
  { ...output(completed, ""), reset: undefined },
  { type: "gone" },
  { type: "answering", answering: { kind: "silent" } },
  { type: "answering", answering: { kind: "dead" } },
  { type: "actionEnded" },
  { type: "copyFromResult", what: "all" },
];

describe("What the extension says to a panel", () => {
  const open = usePanelPage();

  it("is read as it is", () => {
    assert.deepEqual(GOOD.map(readMessage), GOOD);
  });

  it("is not read where it is malformed", () => {
    assert.deepEqual(
      MALFORMED.map(readMessage),
      MALFORMED.map(() => undefined),
    );
  });

  it("changes nothing on the page where it is malformed", async () => {
    const { page, send, complaints } = await open();
    await send(details(completed));
    await page.locator("h1").waitFor();
    const before = await page.locator("main").innerHTML();
    await page.evaluate((all) => all.forEach((each) => window.postMessage(each)), MALFORMED);
    await send({ type: "gone", id: completed.row.id });
    await page.getByText("This job is no longer in the queue.").waitFor();
    assert.equal(await page.locator("main").innerHTML(), before);
    assert.deepEqual(complaints, []);
  });
});
