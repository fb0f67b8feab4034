import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eachOf } from "./called.js";
import { places, type Ended } from "./dirq.js";

const DISK_FAILS =
  "the disk reports an error (EIO: i/o error, fsync). The system's log says more. Try again once that is mended.";

/** One JSON document a line. */
function linesOf({ stdout }: Ended): unknown[] {
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
}

describe("With --json, what changes jobs", () => {
  const here = places();

  /** The environment of one whom the disk refuses to confirm what ends so. */
  function failing(path: string): NodeJS.ProcessEnv {
    const preload = join(here.place.directory, "unconfirmed.cjs");
    writeFileSync(
      preload,
      `const fs = require("node:fs"); const { openSync, fsync } = fs; const paths = new Map();
      fs.openSync = (path, ...how) => {
        const file = openSync(path, ...how);
        paths.set(file, String(path));
        return file;
      };
      fs.fsync = (file, done) =>
        /(${path})$/.test(paths.get(file))
          ? done(Object.assign(new Error("EIO: i/o error, fsync"), { code: "EIO", syscall: "fsync" }))
          : fsync(file, done);
      require("node:module").syncBuiltinESMExports();`,
    );
    return { NODE_OPTIONS: `--require ${preload}` };
  }

  it("tells a program what became of each, and a person only what went wrong", async () => {
    const ids = ["a", "b"].map((command) => here.place.submit(command));
    for (const [command, outcome] of [
      ["hold", "held"],
      ["release", "released"],
      ["cancel", "cancelled"],
    ] as const) {
      const end = await here.place.called(command, "--json", ...ids);
      assert.deepEqual([end.code, end.stderr], [0, ""]);
      assert.deepEqual(
        linesOf(end),
        ids.map((id) => ({ id, outcome, error: null })),
      );
    }
  });

  it("tells of what was done though the disk does not confirm it", () => {
    const id = here.place.submit("true");
    for (const [command, made] of [
      ["hold", `is held, but a power cut may undo that`],
      ["release", `is released, but a power cut may undo that`],
      ["rm", `is in the trash, as NAME, but a power cut may bring it back`],
      ["restore", `is restored, but a power cut may undo that`],
    ] as const) {
      const end = here.place.dirq([command, "--json", id], { env: failing("queued|waiting") });
      const name = here.place.queue.trash()[0]?.name ?? "";
      const refusal = `Cannot use the jobs directory ${here.place.jobs}: ${DISK_FAILS}`;
      const message = `Job ${id} ${made.replace("NAME", name)}: the disk does not confirm it. ${refusal}`;
      assert.deepEqual(linesOf(end), [{ id, outcome: "unconfirmed", error: { code: "QUEUE_UNUSABLE", message } }]);
      assert.deepEqual([end.code, end.stderr], [1, `dirq: ${message}\n`]);
    }
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
    const end = here.place.dirq(["cancel", "--json", id], { env: failing("failed") });
    const [{ outcome, error }] = linesOf(end) as [
      { readonly outcome: string; readonly error: { readonly message: string } },
    ];
    assert.equal(outcome, "unconfirmed");
    assert.match(error.message, new RegExp(`^Job ${id} is cancelled, but a power cut may undo that: `));
  });

  it("names the job of several that the disk has refused", () => {
    const ids = ["a", "b"].map((command) => here.place.submit(command));
    const end = here.place.dirq(["cancel", ...ids], { env: failing("[.]error") });
    const refusal = `Cannot use the jobs directory ${here.place.jobs}: ${DISK_FAILS}`;
    assert.equal(end.stderr, `${ids.map((id) => `dirq: Job ${id}: ${refusal}\n`).join("")}0 of 2 jobs cancelled\n`);
  });

  it("tells of what could not be done too, by the job's id, or by the word that means none", async () => {
    const id = here.place.submit("true");
    await here.place.work();
    const end = await here.place.called("cancel", "--json", "nosuch", "last");
    const refusals = end.stderr.split("\n").map((line) => line.replace("dirq: ", ""));
    assert.equal(end.code, 3);
    assert.deepEqual(linesOf(end), [
      { id: "nosuch", outcome: null, error: { code: "NOT_FOUND", message: refusals[0] } },
      { id, outcome: null, error: { code: "WRONG_STATE", message: refusals[1] } },
    ]);
  });

  it("says where in the trash a job is, which restore takes, and what its end freed", async () => {
    const id = here.place.submit("true");
    const [removed] = linesOf(await here.place.called("rm", "--json", id)) as [{ readonly trash: string }];
    assert.deepEqual(removed, { id, outcome: "removed", trash: here.place.queue.trash()[0]?.name, error: null });
    const back = await here.place.called("restore", "--json", removed.trash);
    assert.deepEqual([back.stderr, linesOf(back)], ["", [{ id, outcome: "restored", error: null }]]);
    const [deleted] = linesOf(await here.place.called("rm", "--purge", "--yes", "--json", id));
    assert.match(JSON.stringify(deleted), new RegExp(`^{"id":"${id}","outcome":"deleted","bytes":\\d+,"error":null}$`));
  });

  it("names a job that cannot be brought back by its id, and lists the trash for restore alone", async () => {
    const id = here.place.submit("true");
    await here.place.work();
    here.place.queue.remove(id);
    const [removed] = JSON.parse((await here.place.called("restore", "--json")).stdout) as [{ readonly name: string }];
    const directory = here.place.queue.resultDirectory(id);
    mkdirSync(directory);
    writeFileSync(join(directory, "mine"), "");
    const end = await here.place.called("restore", "--json", removed.name);
    const message = end.stderr.trimEnd().replace("dirq: ", "");
    assert.deepEqual([end.code, linesOf(end)], [4, [{ id, outcome: null, error: { code: "CONFLICT", message } }]]);
  });

  it("says what an emptying of the trash has deleted", async () => {
    here.place.queue.remove(here.place.submit("true"));
    const bytes = here.place.queue.trashSize();
    const ends = await eachOf([1, 2], () => here.place.called("trash", "empty", "--yes", "--json"));
    assert.deepEqual(
      ends.map(({ stdout, stderr }) => [JSON.parse(stdout) as unknown, stderr]),
      [
        [{ deleted: 1, bytes }, ""],
        [{ deleted: 0, bytes: 0 }, ""],
      ],
    );
  });

  it("says that a queue is paused, and what goes on", async () => {
    here.place.submit("true");
    here.place.submit("--hold", "true");
    assert.deepEqual(JSON.parse((await here.place.called("pause", "--json")).stdout), { paused: true });
    assert.deepEqual(JSON.parse((await here.place.called("resume", "--json")).stdout), {
      paused: false,
      was_paused: true,
      queued: 1,
      held: 1,
    });
    const words = `${here.place.jobs} was not paused: 1 job queued, 1 held.\n`;
    assert.equal((await here.place.called("resume")).stderr.slice(0, words.length), words);
    await here.place.work();
    assert.equal(
      (await here.place.called("resume")).stderr,
      `${here.place.jobs} was not paused: no job is queued, 1 held.\n`,
    );
  });
});
