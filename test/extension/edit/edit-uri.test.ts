import assert from "node:assert/strict";
import { editAddress, readEditAddress } from "../../../src/extension/edit/edit-uri.js";

describe("The address of an edited job", () => {
  it("names the queue and the job, whatever they are called", () => {
    const job = { queue: "/home/ada/a b&c=d/jobs", id: "17?#é" };
    assert.deepEqual(readEditAddress(editAddress(job, "train")), job);
    assert.equal(readEditAddress({ query: "queue=/jobs" }), undefined);
  });

  it("never ends in the half of a character, which no address can hold", () => {
    const { path } = editAddress({ queue: "/jobs", id: "17" }, `x${"🚀".repeat(60)}`);
    assert.equal(path, `/Resubmit x${"🚀".repeat(29)}.json`);
  });

  it("shows the job's label, without what no file name may have", () => {
    const path = (label: string): string => editAddress({ queue: "/jobs", id: "17" }, label).path;
    assert.equal(path("train --lr=0.1 été"), "/Resubmit train --lr=0.1 été.json");
    assert.equal(path("../../etc/passwd\n<b>%2f"), "/Resubmit ..-..-etc-passwd-b-2f.json");
    assert.equal(path("train (lr 0.1), v2 🚀👩🏽‍🔬🇫🇮 नमस्ते"), "/Resubmit train (lr 0.1), v2 🚀👩🏽‍🔬🇫🇮 नमस्ते.json");
    assert.equal(path("[Quit](command:quit) $(zap)\u202e"), "/Resubmit -Quit-(command-quit) -(zap)-.json");
    assert.equal(path("x".repeat(500)).length, "/Resubmit .json".length + 60);
  });
});
