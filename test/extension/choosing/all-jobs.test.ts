import assert from "node:assert/strict";
import { readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allJobs } from "../../../src/extension/choosing/all-jobs.js";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";
import { LocalQueue } from "../../../src/live/local-queue.js";
import { silentEvents } from "../../live/silent-events.js";
import { until } from "../../setup/until.js";
import { pythonJob, temporaryQueue, writeIn } from "../../queue/temporary-queue.js";

describe("All jobs of a state", () => {
  const opened: LocalQueue[] = [];
  afterEach(() => {
    for (const live of opened.splice(0)) live.close();
  });

  it("are each queued job that is left, and none that has started, while workers take some", async () => {
    const { folder, take, read, told } = open(1_200);
    const found = await read("", () => take(7));
    assert.deepEqual(told, ["500 of 1,200 jobs", "1,000 of 1,200 jobs", "1,200 of 1,200 jobs"]);
    const ids = new Set(found?.map(({ row }) => row.id));
    assert.deepEqual(
      readdirSync(folder).filter((name) => !ids.has(name.slice(0, -5))),
      [],
    );
    assert.ok(found?.every(({ row }) => row.state === "queued"));
    assert.equal(found?.length, 1_200 - 2 * 7);
  });

  it("are those that the filter shows", async () => {
    const { read } = open(20);
    assert.deepEqual(
      (await read("id:1007"))?.map(({ row }) => row.id),
      ["1007"],
    );
    assert.deepEqual(await read("id:nothing"), []);
  });

  it("are also those that came while nobody saw the view", async () => {
    const { folder, read } = open(1);
    writeFileSync(join(folder, "2000.json"), pythonJob("2000"));
    await until("it is read", async () => (await read("id:2000"))?.length === 1);
  });

  it("are none once the person has stopped it", async () => {
    const { read, stop, told } = open(600);
    assert.equal(await read("", () => stop.abort()), undefined);
    assert.deepEqual(told, ["500 of 600 jobs"]);
  });

  function open(count: number) {
    const queue = temporaryQueue();
    queue.create();
    for (let n = 0; n < count; n++) writeIn(queue, `queued/${1000 + n}.json`, pythonJob(`${1000 + n}`));
    const live = new LocalQueue(queue, silentEvents, { readOnly: true, killProcesses: () => undefined });
    opened.push(live);
    live.start();
    const folder = join(queue.directory, "queued");
    /** So many from either end. */
    const take = async (many: number): Promise<void> => {
      const names = readdirSync(folder).sort();
      for (const name of [...names.slice(0, many), ...names.slice(-many)])
        renameSync(join(folder, name), join(queue.directory, "running", name));
      await live.refresh();
    };
    const stop = new AbortController();
    const told: string[] = [];
    const read = (filter: string, meanwhile: () => unknown = () => {}) => {
      const rows: LocalQueue["rows"] = async (ids) => {
        const found = await live.rows(ids);
        await meanwhile();
        return found;
      };
      const handle = {
        live: { catchUp: live.catchUp.bind(live), ids: live.ids.bind(live), rows },
      } as unknown as QueueHandle;
      return allJobs({ queue: handle, state: "queued" }, filter, {
        signal: stop.signal,
        tell: (words) => void told.push(words),
      });
    };
    return { folder, take, read, told, stop };
  }
});
