import assert from "node:assert/strict";
import fs, { mkdirSync, renameSync, rmSync, writeFileSync, type FSWatcher } from "node:fs";
import { join } from "node:path";
import { RenewedWatch } from "../../src/live/watching/renewed-watch.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";

describe("A watch on folders", () => {
  const watches: RenewedWatch[] = [];
  afterEach(() => {
    for (const watch of watches.splice(0)) watch.close();
  });

  it("names the file that changed", async () => {
    const { folder, hints } = watched();
    writeFileSync(join(folder, "1.json"), "{}");
    await until("the hint comes", () => hints.includes("1.json"));
  });

  it("takes a folder that is made later, once it is renewed", async () => {
    const { folder, hints, watch } = watched({ make: false });
    mkdirSync(folder);
    watch.renew();
    writeFileSync(join(folder, "2.json"), "{}");
    await until("the hint comes", () => hints.includes("2.json"));
  });

  it("takes the folder that has the name now, when another was put in its place", async () => {
    const { folder, hints, watch } = watched();
    renameSync(folder, `${folder}.old`);
    mkdirSync(folder);
    watch.renew();
    writeFileSync(join(folder, "3.json"), "{}");
    await until("the hint comes", () => hints.includes("3.json"));
  });

  it("says once that it watches another folder than before", () => {
    const folder = join(temporaryDirectory(), "queued");
    const watch = new RenewedWatch([folder], () => undefined);
    watches.push(watch);
    const renewed = [watch.renew()];
    mkdirSync(folder);
    renewed.push(watch.renew(), watch.renew());
    renameSync(folder, `${folder}.old`);
    mkdirSync(folder);
    renewed.push(watch.renew(), watch.renew());
    rmSync(folder, { recursive: true });
    renewed.push(watch.renew(), watch.renew());
    assert.deepEqual(renewed, [false, true, false, true, false, true, false]);
  });

  it("gives a hint without a name when its folder goes, and watches what comes in its place, whatever its number", async () => {
    const { folder, hints, watch } = watched();
    rmSync(folder, { recursive: true });
    await until("the hint comes", () => hints.includes(undefined));
    mkdirSync(folder);
    assert.equal(watch.renew(), true);
    writeFileSync(join(folder, "5.json"), "{}");
    await until("the hint comes", () => hints.includes("5.json"));
  });

  it("goes without hints where the system has none to give", () => {
    const folder = temporaryDirectory();
    const refuse = (): never => {
      throw new Error("ENOSPC: System limit for number of file watchers reached");
    };
    const watch = new RenewedWatch([folder], () => assert.fail("a hint"), refuse);
    watch.renew();
    watch.close();
  });

  it("watches a folder again after its watch has failed, once it is renewed", async () => {
    const folder = temporaryDirectory();
    const made: FSWatcher[] = [];
    const watchOnce = ((...args: Parameters<typeof fs.watch>) => {
      const watcher = fs.watch(...args);
      made.push(watcher);
      return watcher;
    }) as typeof fs.watch;
    const hints: (string | undefined)[] = [];
    const watch = new RenewedWatch([folder], (name) => hints.push(name), watchOnce);
    watches.push(watch);
    watch.renew();
    made[0]?.emit("error", new Error("EIO"));
    watch.renew();
    writeFileSync(join(folder, "4.json"), "{}");
    await until("the hint comes", () => hints.includes("4.json"));
    assert.equal(made.length, 2);
  });

  function watched({ make = true } = {}) {
    const folder = join(temporaryDirectory(), "queued");
    if (make) mkdirSync(folder);
    const hints: (string | undefined)[] = [];
    const watch = new RenewedWatch([folder], (name) => hints.push(name));
    watches.push(watch);
    watch.renew();
    return { folder, hints, watch };
  }
});
