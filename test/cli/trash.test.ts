import assert from "node:assert/strict";
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claimJob } from "../queue/claim-job.js";
import { filesIn, pythonJob } from "../queue/temporary-queue.js";
import { skipWithout } from "../setup/needs.js";
import { until } from "../setup/until.js";
import { places } from "./dirq.js";
import { canMakeTerminals, startOnTerminal } from "./terminal.js";

describe("dirq rm of many", () => {
  const here = places();
  const submit = (...commands: string[]) => commands.map((command) => here.place.submit(command));

  it("is undone as a whole by restore last, however many they were", () => {
    const ids = submit("a", "b", "c");
    here.place.dirq(["rm", ids[0] ?? "", ids[1] ?? ""]);
    assert.equal(here.place.dirq(["restore", "last"]).stdout, `${ids[0]}\n${ids[1]}\n`);
    assert.deepEqual(here.place.queue.ids("queued"), ids);
  });

  it("undoes only the last call, not the one before", async () => {
    const ids = submit("a", "b", "c", "d");
    await here.place.called("rm", ids[0] ?? "", ids[1] ?? "");
    await here.place.called("rm", ids[2] ?? "", ids[3] ?? "");
    await here.place.called("restore", "last");
    assert.deepEqual(here.place.queue.ids("queued"), [ids[2], ids[3]]);
  });

  it("is shown as long as it is under way, or was cut off, and not restored before it is finished", async () => {
    const [cutOff = "", whole = ""] = submit("a", "b");
    await here.place.called("rm", cutOff, whole);
    const trash = join(here.place.jobs, ".dirq/trash");
    const { name } = here.place.queue.trash().find(({ id }) => id === cutOff) ?? assert.fail("it is in the trash");
    renameSync(join(trash, name), join(trash, name.replace("-rm-", "-removing-")));
    const rows = (await here.place.called("trash")).stdout.split("\n").slice(1, 3);
    assert.match(rows[0] ?? "", new RegExp(`^${cutOff} +a +was queued .* being moved to the trash$`));
    assert.match(rows[1] ?? "", new RegExp(`^${whole} +b +was queued .* ago$|now$`));
    const documents = JSON.parse((await here.place.called("trash", "--json")).stdout) as {
      id: string;
      beingRemoved: boolean;
    }[];
    assert.deepEqual(
      documents.map(({ id, beingRemoved }) => [id, beingRemoved]),
      [
        [cutOff, true],
        [whole, false],
      ],
    );
    const { code, stdout, stderr } = await here.place.called("restore", "last");
    assert.deepEqual([code, stdout], [4, `${whole}\n`]);
    assert.match(stderr, new RegExp(`Job ${cutOff} is still being moved to the trash\\. .*\n1 of 2 jobs restored\n$`));
  });

  it("takes all of a state, and says how many and how large before", async () => {
    submit("false", "false");
    await here.place.work();
    const [kept] = submit("true");
    const { code, stderr } = await here.place.called("rm", "--state", "failed");
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^Removing 2 jobs, 1\.\d kB\.\nMoved 2 jobs to the trash\. To undo:\n {2}dirq restore \d+ \d+\n$/,
    );
    assert.deepEqual(
      here.place.queue.list().map(({ id }) => id),
      [kept],
    );
    assert.equal((await here.place.called("rm", "--state", "failed")).stderr, "Nothing to remove: no job is failed.\n");
  });

  it("leaves what is younger than --before", async () => {
    const now = pythonJob("1", { state: "failed", finished_at: "2026-01-01T00:00:00", finished_ms: Date.now() });
    here.place.queue.create();
    writeFileSync(join(here.place.jobs, "failed", "1.json"), now);
    writeFileSync(join(here.place.jobs, "failed", "2.json"), pythonJob("2", { finished_at: "2020-01-01T00:00:00" }));
    await here.place.called("rm", "--state", "failed", "--before", "7d");
    assert.deepEqual(here.place.queue.ids("failed"), ["1"]);
  });

  const misuses: [args: string[], says: RegExp][] = [
    [["--state", "running"], /running jobs have to be cancelled first/],
    [["--state", "faild"], /Did you mean failed\?/],
    [["--before", "7d"], /<id\.\.\.> is missing: dirq rm <id\.\.\.>, or --batch, --state, --name or --search/],
    [["last", "--state", "failed"], /leave out either them or the ids/],
    [["--state", "failed", "--before", "soon"], /--before soon: it has to be a time/],
  ];
  for (const [args, says] of misuses) {
    it(`rm ${args.join(" ")} is refused and removes nothing`, async () => {
      const [id] = submit("false");
      const { code, stderr } = await here.place.called("rm", ...args);
      assert.deepEqual([code, here.place.queue.ids("queued")], [2, [id]]);
      assert.match(stderr, says);
    });
  }

  it("--purge is refused where nobody can be asked, and deletes nothing", () => {
    const [id] = submit("false");
    const { code, stderr } = here.place.dirq(["rm", "--purge", "last"]);
    assert.deepEqual([code, here.place.queue.ids("queued")], [2, [id]]);
    assert.match(stderr, /There is no terminal here to ask on .* --yes\. Nothing was deleted\./);
  });

  it("refuses a running job, and says what to do first", async () => {
    const [id = ""] = submit("sleep 20");
    here.place.start(["worker"]);
    await until("it runs", () => here.place.queue.ids("running").length === 1);
    const { code, stderr } = await here.place.called("rm", id);
    assert.equal(code, 4);
    assert.match(stderr, new RegExp(`is running\\. Cancel it first: dirq cancel ${id}\n$`));
    here.place.queue.cancel(id);
    assert.equal((await here.place.called("wait", id)).code, 143);
  });

  it("takes a job that a Python worker left running only when forced to, and can bring it back", async () => {
    here.place.queue.create();
    writeFileSync(join(here.place.jobs, "running", "1.json"), pythonJob("1"));
    const refused = await here.place.called("rm", "1");
    assert.equal(refused.code, 4);
    assert.match(refused.stderr, /under a Python worker.*; if that has died: dirq rm --force 1\n/);
    assert.equal((await here.place.called("rm", "--force", "1")).code, 0);
    assert.equal((await here.place.called("restore", "1")).stdout, "1\n");
    assert.deepEqual(here.place.queue.ids("running"), ["1"]);
  });
});

describe("dirq rm --purge and dirq trash empty", () => {
  const here = places();

  it("free the disk of the job and its results, and follow no link", async () => {
    const id = here.place.submit("true");
    await here.place.work();
    const precious = join(here.place.directory, "precious");
    mkdirSync(precious);
    writeFileSync(join(precious, "data"), "x");
    symlinkSync(precious, join(here.place.queue.resultDirectory(id), "link"));
    const { code, stderr } = here.place.dirq(["rm", "--purge", "--yes", id]);
    assert.equal(code, 0);
    assert.match(stderr, /^Deleted 1 job for good: \d{3} bytes are free again\.\n$/);
    assert.deepEqual(filesIn(precious), ["data"]);
    assert.deepEqual([here.place.queue.trash(), here.place.queue.list()], [[], []]);
  });

  it("ask on a terminal, and take anything but yes for no", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const id = here.place.submit("true");
    assert.match(
      await answering("rm --purge last", "\n"),
      /Delete 1 job, \d+ bytes, for good\? \[y\/N\] .*Nothing was deleted\./s,
    );
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
    assert.match(await answering("rm --purge last", "y\n"), /Deleted 1 job for good/);
    here.place.queue.remove(here.place.submit("true"));
    assert.match(await answering("trash empty", "yes\n"), /Deleted 1 job for good/);
    assert.deepEqual([here.place.queue.trash(), here.place.queue.list()], [[], []]);
  });

  it("leave alone what has run while they asked, with its results", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const { queue } = here.place;
    const [ran] = ["true", "false"].map((command) => here.place.submit(command));
    const shown = await answering("rm --state queued --purge", "y\n", () => {
      const claim = claimJob(queue);
      queue.finish(claim, { state: "completed", result: { loss: 1 } });
    });
    assert.match(shown, /Left 1 job alone that moved on meanwhile\..*Deleted 1 job for good/s);
    assert.deepEqual(
      queue.list().map(({ id, state }) => [id, state]),
      [[ran, "completed"]],
    );
    assert.deepEqual(filesIn(queue.resultDirectory(ran ?? "")), ["result.json", "results.json"]);
  });

  it("delete of the trash what they asked about, without what came or went meanwhile", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const { queue } = here.place;
    const [kept = "", gone = "", back = ""] = ["a", "b", "c"].map((command) => here.place.submit(command));
    for (const id of [gone, back]) queue.remove(id);
    const shown = await answering("trash empty", "y\n", () => {
      queue.remove(kept);
      queue.restore(queue.trash().find(({ id }) => id === back)?.name ?? "");
    });
    assert.match(shown, /Delete 2 jobs, .*Left 1 job alone that moved on meanwhile\..*Deleted 1 job for good/s);
    assert.deepEqual([queue.trash().map(({ id }) => id), queue.ids("queued")], [[kept], [back]]);
  });

  /** What the terminal shows when this is typed after the question. */
  async function answering(line: string, answer: string, meanwhile?: () => void): Promise<string> {
    const terminal = startOnTerminal(here.place, 80, line.split(" "));
    let shown = "";
    terminal.stdout?.setEncoding("utf8").on("data", (piece: string) => (shown += piece));
    await until("the question is asked", () => shown.includes("[y/N]"));
    meanwhile?.();
    terminal.stdin?.write(answer);
    await until("it has ended", () => terminal.exitCode !== null);
    return shown;
  }

  it("delete of the trash only what was removed long ago, if so told", async () => {
    for (const command of ["a", "b"]) here.place.queue.remove(here.place.submit(command));
    assert.equal(
      (await here.place.called("trash", "empty", "--before", "1d")).stderr,
      `Nothing in the trash of ${here.place.jobs} was removed so long ago.\n`,
    );
    assert.match(
      (await here.place.called("trash", "empty", "--yes")).stderr,
      /^Deleted 2 jobs for good: \d{3} bytes are free again\.\n$/,
    );
    assert.equal((await here.place.called("trash", "empty")).stderr, `The trash of ${here.place.jobs} is empty.\n`);
  });
});

describe("dirq trash", () => {
  const here = places();

  it("shows what was removed, what it was called and how much it holds; as JSON too", () => {
    const id = here.place.submit("--name", "sweep", "true");
    here.place.queue.remove(id);
    const [heading, row] = here.place.dirq(["trash", "list"]).stdout.split("\n");
    assert.match(heading ?? "", /^ID +NAME +STATE +SIZE +REMOVED$/);
    assert.match(row ?? "", new RegExp(`^${id}  sweep  was queued  \\d+ bytes  (just now|\\d+ s ago)$`));
    const [json] = JSON.parse(here.place.dirq(["trash", "--json"]).stdout) as Record<string, unknown>[];
    assert.deepEqual(Object.keys(json ?? {}), [
      "id",
      "name",
      "label",
      "state",
      "removedAt",
      "batch",
      "bytes",
      "beingRemoved",
    ]);
    assert.deepEqual([json?.["id"], json?.["label"], json?.["state"], json?.["batch"]], [id, "sweep", "queued", null]);
    assert.equal(here.place.dirq(["restore", String(json?.["name"])]).stdout, `${id}\n`);
  });

  it("holds what cannot be read as a job as well, and gives it back", async () => {
    here.place.queue.create();
    symlinkSync("/etc/passwd", join(here.place.jobs, "queued", "link.json"));
    mkdirSync(join(here.place.jobs, "queued", "folder.json"));
    await here.place.called("rm", "link", "folder");
    assert.match((await here.place.called("trash")).stdout, /link +a symbolic link.*\n.*|folder +a directory/);
    await here.place.called("restore", "last");
    assert.deepEqual(filesIn(join(here.place.jobs, "queued")), ["folder.json/", "link.json"]);
  });

  it("refuses to restore over results that somebody has put there meanwhile, and keeps both", async () => {
    const id = here.place.submit("true");
    await here.place.work();
    here.place.queue.remove(id);
    const directory = here.place.queue.resultDirectory(id);
    mkdirSync(directory);
    writeFileSync(join(directory, "mine"), "");
    const { code, stderr } = await here.place.called("restore", id);
    assert.deepEqual(
      [code, stderr],
      [4, `dirq: Cannot restore job ${id}: ${directory} has files in it already. Move them away, then try again.\n`],
    );
    renameSync(directory, `${directory}.mine`);
    assert.equal((await here.place.called("restore", id)).code, 0);
    assert.deepEqual(filesIn(directory), ["output.log", "result.json", "results.json"]);
  });

  it("ends with 2 for what it cannot do, and with 3 when there is nothing to restore", async () => {
    here.place.queue.create();
    const { code, stderr } = await here.place.called("trash", "emtpy");
    assert.deepEqual([code, stderr.split("\n")[0]], [2, "dirq: There is no dirq trash emtpy. Did you mean empty?"]);
    const nothing = await here.place.called("restore", "last");
    assert.deepEqual(
      [nothing.code, nothing.stderr],
      [3, `dirq: There is nothing to restore: the trash of ${here.place.jobs} is empty.\n`],
    );
  });
});
