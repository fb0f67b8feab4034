import assert from "node:assert/strict";
import { labelsOf } from "../../../src/extension/queues/labels.js";

const lab = { name: "lab", uri: { fsPath: "/home/ada/lab" } };
const twin = { name: "lab", uri: { fsPath: "/home/bob/lab" } };

describe("What queues are called", () => {
  it("is short, with the folder where there are several", () => {
    const places = [place("/home/ada/lab/jobs"), place("/home/ada/lab/gpu/jobs"), place("/mnt/share/runs")];
    assert.deepEqual(labelsOf(places, false), ["jobs", "gpu/jobs", "runs"]);
    assert.deepEqual(labelsOf(places, true), ["lab/jobs", "lab/gpu/jobs", "/mnt/share/runs"]);
    assert.deepEqual(labelsOf([place("/home/ada/lab")], false), ["lab"]);
  });

  it("is the whole path where two would be called the same", () => {
    const places = [place("/home/ada/lab/jobs"), place("/mnt/share/jobs"), place("/mnt/share/runs")];
    assert.deepEqual(labelsOf(places, false), ["/home/ada/lab/jobs", "/mnt/share/jobs", "runs"]);
    const alike = [place("/home/ada/lab/jobs"), place("/home/bob/lab/jobs", twin)];
    assert.deepEqual(labelsOf(alike, true), ["/home/ada/lab/jobs", "/home/bob/lab/jobs"]);
  });
});

function place(directory: string, folder = lab): Parameters<typeof labelsOf>[0][number] {
  return { directory, folder };
}
