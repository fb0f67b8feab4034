import assert from "node:assert/strict";
import { ofQueue, titleFor } from "../../../src/extension/queues/named.js";

describe("What a command says of its queue", () => {
  const [cpu, gpu] = [{ label: "lab/cpu" }, { label: "lab/gpu" }];

  it("is its name where the window has several", () => {
    const all = [cpu, gpu];
    assert.equal(titleFor("Restore Jobs", gpu, { all }), "Restore Jobs: lab/gpu");
    assert.equal(`the trash${ofQueue(gpu, { all })}`, "the trash of lab/gpu");
  });

  it("is nothing where there is no other", () => {
    const all = [gpu];
    assert.equal(titleFor("Restore Jobs", gpu, { all }), "Restore Jobs");
    assert.equal(`the trash${ofQueue(gpu, { all })}`, "the trash");
  });
});
