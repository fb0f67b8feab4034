import assert from "node:assert/strict";
import { readdirSync, utimesSync, mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type TemporaryDirectory, temporaryDirectory } from "../../scripts/processes/temporary-directory.js";
import { cached as cachedAloud } from "../../scripts/toolchain/cache.js";

describe("The cache of what tests need", () => {
  let home: TemporaryDirectory;
  let before: string | undefined;

  beforeEach(() => {
    home = temporaryDirectory("cache");
    before = process.env["XDG_CACHE_HOME"];
    process.env["XDG_CACHE_HOME"] = home.path;
  });

  afterEach(() => {
    if (before === undefined) delete process.env["XDG_CACHE_HOME"];
    else process.env["XDG_CACHE_HOME"] = before;
    home.remove();
  });

  const said: string[] = [];
  const cached = (...[entry, install]: Parameters<typeof cachedAloud>): Promise<string> =>
    cachedAloud(entry, install, (line) => said.push(line));
  const entries = (): readonly string[] => readdirSync(path.join(home.path, "dirq-test"));

  it("holds an entry under its final name only once it is complete", async () => {
    const directory = await cached({ key: "complete-1", title: "nothing" }, async (aside, final) => {
      await writeFile(path.join(aside, "path.txt"), final);
      assert.equal(entries().includes("complete-1"), false);
    });
    assert.equal(directory, path.join(home.path, "dirq-test", "complete-1"));
    assert.deepEqual(entries(), ["complete-1"]);
  });

  it("keeps nothing of an entry that could not be had, and says why", async () => {
    const install = async (aside: string): Promise<void> => {
      await writeFile(path.join(aside, "half"), "");
      throw new Error("no network");
    };
    await assert.rejects(cached({ key: "missing-1", title: "a browser" }, install), {
      message: "a browser cannot be had: no network",
    });
    assert.deepEqual(entries(), []);
  });

  it("fetches once what is asked for twice", async () => {
    said.length = 0;
    const ask = (): Promise<string> =>
      cached({ key: "twice-1", title: "it", size: "2 kB" }, () => Promise.resolve(void said.push("fetches")));
    const directory = await ask();
    assert.equal(await ask(), directory);
    assert.deepEqual(said, [`Fetching it, 2 kB, once, into ${directory} …`, "fetches"]);
  });

  it("clears away what a killed run left, but not what another run is fetching", async () => {
    const root = path.join(home.path, "dirq-test");
    for (const name of ["old.part", "new.part"]) mkdirSync(path.join(root, name), { recursive: true });
    const twoHoursAgo = Date.now() / 1000 - 7200;
    utimesSync(path.join(root, "old.part"), twoHoursAgo, twoHoursAgo);
    await cached({ key: "other-1", title: "nothing" }, () => Promise.resolve());
    assert.deepEqual(entries(), ["new.part", "other-1"]);
  });
});
