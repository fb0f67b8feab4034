import assert from "node:assert/strict";
import { jobsToChoose, silentWords } from "../../../src/extension/choosing/jobs-to-choose.js";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";
import type { Answering, LiveQueue, QueueStatus } from "../../../src/live/live-queue.js";
import { LocalQueue } from "../../../src/live/local-queue.js";
import type { JobState } from "../../../src/queue/job.js";
import { silentEvents } from "../../live/silent-events.js";
import { pythonJob, temporaryQueue, writeIn } from "../../queue/temporary-queue.js";

const ANY: readonly JobState[] = ["running", "queued", "failed", "completed"];

describe("The jobs that a list offers", () => {
  const opened: LocalQueue[] = [];
  afterEach(() => {
    for (const live of opened.splice(0)) live.close();
  });

  it("are those of all queues, each state's together", async () => {
    const all = [open("a", { 11: "queued", 12: "running" }), open("b", { 13: "failed", 14: "queued" })];
    assert.deepEqual(await chosen(all), { ids: ["12", "11", "14", "13"], silent: [] });
  });

  it("are those alone that suit", async () => {
    const { targets } = await jobsToChoose(
      { all: [open("a", { 11: "queued", 12: "queued" })] },
      { states: ["queued"], suits: ({ id }) => id === "12" },
    );
    assert.deepEqual(
      targets.map(({ row }) => row.id),
      ["12"],
    );
  });

  it("wait for no queue that is silent already, be it from the beginning", async () => {
    const silent = open("b", { 13: "queued" }, { hangs: true, answering: { kind: "silent", sinceMs: 0 } });
    const never = { ...silent, label: "c", status: undefined };
    const all = [open("a", { 11: "queued" }), silent, never];
    assert.deepEqual(await chosen(all), { ids: ["11"], silent: ["b", "c"] });
  });

  it("come without those of a queue that falls silent while it is asked", async () => {
    const hanging = open("b", { 13: "queued" }, { hangs: true });
    const found = chosen([open("a", { 11: "queued" }), hanging]);
    hanging.fallSilent();
    assert.deepEqual(await found, { ids: ["11"], silent: ["b"] });
  });

  it("are none for a reason", async () => {
    const silent = open("lab/gpu", {}, { hangs: true, answering: { kind: "silent", sinceMs: 0 } });
    const none = "There are no jobs that this could be done with (queued).";
    await assert.rejects(jobsToChoose({ all: [open("a", {})] }, { states: ["queued"] }), { message: none });
    await assert.rejects(jobsToChoose({ all: [silent] }, { states: ["queued"] }), {
      message: "There are no jobs to choose from: lab/gpu does not answer.",
    });
    await assert.rejects(jobsToChoose({ all: [] }, { states: ["queued"] }), /There is no jobs directory/);
  });

  it("name each queue that did not answer", () => {
    assert.equal(silentWords([{ label: "a" }]), "a does not answer: its jobs are missing here");
    assert.equal(silentWords([{ label: "a" }, { label: "b" }]), "a, b do not answer: their jobs are missing here");
  });

  async function chosen(all: readonly QueueHandle[]) {
    const { targets, silent } = await jobsToChoose({ all }, { states: ANY });
    return { ids: targets.map(({ row }) => row.id), silent: silent.map(({ label }) => label) };
  }

  interface HowItAnswers {
    readonly hangs?: boolean;
    readonly answering?: Answering;
  }

  function open(
    label: string,
    jobs: Readonly<Record<string, JobState>>,
    { hangs = false, answering = { kind: "answering" } }: HowItAnswers = {},
  ): QueueHandle & { fallSilent(): void } {
    const queue = temporaryQueue();
    queue.create();
    for (const [id, state] of Object.entries(jobs)) writeIn(queue, `${state}/${id}.json`, pythonJob(id));
    let status: QueueStatus | undefined;
    const events = { ...silentEvents, changed: (now: QueueStatus) => void (status = now) };
    const local = new LocalQueue(queue, events, { readOnly: true, killProcesses: () => undefined });
    opened.push(local);
    local.start();
    const listeners = new Set<() => void>();
    const live: Pick<LiveQueue, "catchUp" | "page"> = {
      catchUp: () => (hangs ? new Promise(() => {}) : local.catchUp()),
      page: local.page.bind(local),
    };
    const handle = {
      ...{ label, live, answering, status },
      onDidChangeAnswering: (listener: () => void) => {
        listeners.add(listener);
        return { dispose: () => void listeners.delete(listener) };
      },
      fallSilent: () => {
        for (const listener of listeners) listener();
      },
    };
    return handle as unknown as QueueHandle & { fallSilent(): void };
  }
});
