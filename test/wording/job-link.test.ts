import assert from "node:assert/strict";
import { jobLink, readJobLink } from "../../src/wording/index.js";

/** What `vscode.Uri` makes of an address: it decodes path and query once. */
function asVsCodeReads(address: string): { readonly path: string; readonly query: string } {
  const { pathname, search } = new URL(address);
  return { path: decodeURIComponent(pathname), query: decodeURIComponent(search.slice(1)) };
}

describe("A link to a job", () => {
  it("can be read by a person", () => {
    assert.equal(
      jobLink({ queue: "/home/ada/sweep/jobs", id: "1795563104406022875" }, "vscode"),
      "vscode://dirq.dirq/job?queue=/home/ada/sweep/jobs&id=1795563104406022875",
    );
  });

  it("leads back to the same job, whatever its queue is called", () => {
    for (const queue of ["/home/ada/jobs", "/a b/c&d=e+f", "/100%/ü/#1?", "/%2F/%26"]) {
      const link = { queue, id: "hand-made_1" };
      assert.deepEqual(readJobLink(asVsCodeReads(jobLink(link, "vscode"))), link);
    }
  });

  it("means nothing without a queue or a job, or with another path", () => {
    const read = (address: string): unknown => readJobLink(asVsCodeReads(`vscode://dirq.dirq${address}`));
    assert.deepEqual(
      ["/job", "/job?id=17", "/job?queue=/jobs", "/run?queue=/jobs&id=17", "/job?queue=&id="].map(read),
      [undefined, undefined, undefined, undefined, undefined],
    );
  });
});
