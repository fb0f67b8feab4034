import assert from "node:assert/strict";
import { editAddress, readEditAddress } from "../../../src/extension/edit/edit-uri.js";

describe("The address of an edited job", () => {
  it("names the queue and the job, whatever they are called", () => {
    const job = { queue: "/home/ada/a b&c=d/jobs", id: "17?#é" };
    assert.deepEqual(readEditAddress(editAddress(job, "train")), job);
    assert.equal(readEditAddress({ query: "queue=/jobs" }), undefined);
  });

  it("shows the job's label, without what no file name may have", () => {
    const path = (label: string): string => editAddress({ queue: "/jobs", id: "17" }, label).path;
    assert.equal(path("train --lr=0.1 été"), "/Resubmit train --lr=0.1 été.json");
    assert.equal(path("../../etc/passwd\n<b>%2f"), "/Resubmit ..-..-etc-passwd-b-2f.json");
    assert.equal(path("x".repeat(500)).length, "/Resubmit .json".length + 60);
  });
});
