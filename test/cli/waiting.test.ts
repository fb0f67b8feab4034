import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../setup/until.js";
import { eachOf } from "./called.js";
import { ended, places } from "./dirq.js";
import { skipWithout } from "../setup/needs.js";
import { canMakeTerminals, onTerminal, startOnTerminal, withoutColours } from "./terminal.js";

describe("dirq wait", () => {
  const here = places();

  const ends: [command: string, code: number][] = [
    ["true", 0],
    ["exit 3", 3],
    ["kill -9 $$", 137],
  ];
  for (const [command, code] of ends) {
    it(`ends with ${code} after ${command}`, async () => {
      const id = here.place.submit(command);
      await here.place.work();
      assert.equal((await here.place.called("wait", id)).code, code);
    });
  }

  it("ends with 124 after a job that ran out of time", async () => {
    here.place.submit("--timeout", "0.1s", "sleep 20");
    await here.place.work();
    const { code, stderr } = await here.place.called("wait", "last");
    assert.equal(code, 124);
    assert.match(stderr, /^\d{19}: timed out\n$/);
  });

  it("ends with 1 after a failure that has no code", async () => {
    const id = here.place.submit("true");
    here.place.queue.cancel(id);
    assert.equal((await here.place.called("wait", id)).code, 1);
  });

  it("waits for all, and ends with the first code that is not 0", async () => {
    const ids = ["true", "exit 4", "exit 5"].map((command) => here.place.submit(command));
    await here.place.work();
    assert.equal((await here.place.called("wait", ...ids)).code, 4);
  });

  it("says how each failed as they end, and goes on without one of several that is removed", async () => {
    const [held = "", failing = "", removed = "", after = ""] = [["--hold", "exit 5"], ["exit 4"], ["--hold", "true"]]
      .map((args) => here.place.submit(...args))
      .concat(here.place.submit("--hold", "exit 6"));
    const waiting = here.place.start(["wait", held, failing, removed, after]);
    const end = ended(waiting);
    let said = "";
    waiting.stderr?.on("data", (piece: string) => (said += piece));
    await until("it says why the first waits", () => said === `${held} waits: held\n`);
    await here.place.work();
    await until("it says how the second failed", () => said.endsWith(`\n${failing}: exit 4\n`));
    here.place.queue.remove(removed);
    await until("it says that the third is gone", () => said.endsWith(`dirq: Job ${removed} was removed.\n`));
    here.place.queue.unhold(after);
    await here.place.work();
    await until("it says how the fourth failed", () => said.endsWith(`\n${after}: exit 6\n`));
    here.place.queue.unhold(held);
    await here.place.work();
    const { code, stderr } = await end;
    assert.deepEqual([code, stderr.split("\n").slice(-2)], [5, [`${held}: exit 5`, ""]]);
  });

  it("ends with the first that ends with --any, prints its id and has its code", async () => {
    const [held = "", failing = ""] = [["--hold", "true"], ["exit 4"]].map((args) => here.place.submit(...args));
    const waiting = ended(here.place.start(["wait", "--any", held, failing]));
    await here.place.work();
    const { code, stdout } = await waiting;
    assert.deepEqual([code, stdout], [4, `${failing}\n`]);
  });

  it("tells on a terminal how many have ended, below what is said of them, and leaves nothing of it", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const [failing = "", held = ""] = [["exit 3"], ["--hold", "exit 4"], ["true"]].map((args) =>
      here.place.submit("--batch", "b", ...args),
    );
    const child = startOnTerminal(here.place, 80, ["wait", "--batch", "b"]);
    const end = ended(child);
    let said = "";
    child.stdout?.on("data", (piece: string) => (said += piece));
    await until("none has ended", () => said.endsWith("0 of 3 jobs ended\x1b[K"));
    await here.place.work();
    await until("two have ended", () => said.endsWith("2 of 3 jobs ended · 1 failed\x1b[K"));
    here.place.queue.unhold(held);
    await here.place.work();
    const { code, stdout } = await end;
    assert.equal(code, 3);
    const left = stdout.split("\r\n").map((line) => line.replace(/^[^]*\r\x1b\[K/, ""));
    assert.deepEqual(left, [`${failing}: exit 3`, `${held} waits: held`, `${held}: exit 4`, ""]);
  });

  it("draws over the whole of that line where the terminal has become too narrow for it", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    for (const name of ["a", "b"]) here.place.submit("--hold", "--batch", "b", "-n", name, "true");
    const child = startOnTerminal(here.place, 30, ["wait", "--batch", "b"]);
    let said = "";
    child.stdout?.on("data", (piece: string) => (said += piece));
    await until("none has ended", () => said.endsWith("0 of 2 jobs ended\x1b[K"));
    child.kill("SIGUSR1");
    await until("it is drawn over", () => said.endsWith("\x1b[1A\r\x1b[J0 of 2 jobs e…\x1b[K"));
  });

  it("waits with --all for what is queued or running, and for nothing else", async () => {
    here.place.submit("exit 5");
    await here.place.work();
    const later = here.place.submit("--hold", "true");
    const waiting = here.place.start(["wait", "--all", "--json"]);
    const end = ended(waiting);
    await once(waiting.stderr ?? waiting, "data");
    here.place.queue.unhold(later);
    await here.place.work();
    const { code, stdout } = await end;
    const { id, state } = JSON.parse(stdout) as { id: string; state: string };
    assert.deepEqual([code, id, state], [0, later, "completed"]);
    const { stderr } = await here.place.called("wait", "--all");
    assert.equal(stderr, "Nothing to wait for: no job is queued or running.\n");
    assert.equal((await here.place.called("wait", "--all", later)).code, 125);
  });

  it("waits with --since for what was submitted since, not for what has only ended since", async () => {
    const late = here.place.submit("exit 4");
    await here.place.work();
    const early = { id: "1", state: "failed", params: {}, error: "exit 5", created_at: "2020-01-01T00:00:00" };
    const times = { finished_at: new Date().toISOString() };
    writeFileSync(join(here.place.jobs, "failed/1.json"), JSON.stringify({ ...early, ...times }));
    const { code, stderr } = await here.place.called("wait", "--since", "1h");
    assert.deepEqual([code, stderr], [4, `${late}: exit 4\n`]);
  });

  const moves = [
    { what: "starts", from: "queued", to: "running", whenListed: "completed" },
    { what: "goes back into the queue", from: "running", to: "queued", whenListed: "queued" },
  ] as const;
  for (const { what, from, to, whenListed } of moves) {
    it(`waits with --all for a job that ${what} while it looks`, async () => {
      const id = here.place.submit("true");
      const file = (state: string): string => join(here.place.jobs, state, `${id}.json`);
      if (from === "running") renameSync(file("queued"), file("running"));
      const preload = join(here.place.directory, "move.cjs");
      writeFileSync(
        preload,
        `const fs = require("node:fs"); const { readdirSync } = fs; let moved = false;
        fs.readdirSync = (path, ...args) => {
          const names = readdirSync(path, ...args);
          if (!moved && String(path).endsWith("/${whenListed}")) {
            moved = true;
            fs.renameSync(${JSON.stringify(file(from))}, ${JSON.stringify(file(to))});
          }
          return names;
        };
        require("node:module").syncBuiltinESMExports();`,
      );
      const env = { NODE_OPTIONS: `--require ${preload}` };
      const end = ended(here.place.start(["wait", "--all", "--json"], { env }));
      await until("it has been moved", () => here.place.queue.ids(to).includes(id));
      if (to === "running") renameSync(file("running"), file("completed"));
      else await here.place.work();
      const { code, stdout } = await end;
      assert.deepEqual([code, stdout.includes(id)], [0, true]);
    });
  }

  it("ends with 125 when one of several was removed and the others ended well", async () => {
    const [held = "", other = ""] = [["--hold", "true"], ["true"]].map((args) => here.place.submit(...args));
    const end = ended(here.place.start(["wait", held, other]));
    here.place.queue.remove(held);
    await here.place.work();
    assert.equal((await end).code, 125);
  });

  it("ends soon after a job that runs has ended", async () => {
    const id = here.place.submit("exit 7");
    const waiting = ended(here.place.start(["wait", id]));
    await here.place.work();
    assert.deepEqual(await waiting, { code: 7, stdout: "", stderr: `${id}: exit 7\n` });
  });

  it("ends with 125 for trouble of its own, be it a missing job or a mistake", async () => {
    const id = here.place.submit("true");
    const calls = [["wait", "nosuch"], ["wait"], ["wait", "--bogus"], ["monitor", "nosuch"]];
    const ends = await eachOf(calls, (args) => here.place.called(...args));
    assert.deepEqual(
      ends.map(({ code }) => code),
      [125, 125, 125, 125],
    );
    const waiting = ended(here.place.start(["wait", id]));
    rmSync(here.place.queue.jobFile(id));
    const { code, stderr } = await waiting;
    assert.equal(code, 125);
    assert.match(stderr, /was removed|There is no job/);
  });

  it("says how to name jobs, or all, where nothing says which", async () => {
    const words = "dirq wait <id...>, or --all, --batch, --state, --name, --search, --since or --before";
    const { stderr } = await here.place.called("wait");
    assert.equal(stderr, `dirq: <id...> is missing: ${words}\nSee dirq wait --help\n`);
  });

  it("ends with 130 on Ctrl-C", async () => {
    here.place.submit("true");
    const child = here.place.start(["monitor", "last"]);
    let said = "";
    child.stdout?.on("data", (piece: Buffer) => (said += piece.toString()));
    await until("it watches", () => said.includes("queued"));
    child.kill("SIGINT");
    const { code, stderr } = await ended(child);
    assert.equal(code, 130);
    assert.match(stderr, /^Stopped watching; the job goes on\. To watch again: dirq monitor \d{19}$/m);
  });
});

describe("dirq submit --wait", () => {
  const here = places();

  it("prints the id at once, waits, and ends with the job's code", async () => {
    const waiting = here.place.start(["submit", "--wait", "exit 6"]);
    const end = ended(waiting);
    let id = "";
    waiting.stdout?.on("data", (piece: string) => (id += piece));
    await until("the id is printed", () => id !== "");
    await here.place.work();
    const { code, stdout, stderr } = await end;
    assert.deepEqual([code, stdout], [6, id]);
    assert.match(stderr, /\n\d{19}: exit 6\n$/);
  });

  it("waits for all of several, and ends with the first code that is not 0", async () => {
    const commands = ["true", "exit 4", "exit 5"].map((command) => JSON.stringify({ command, type: "shell" }));
    const waiting = here.place.start(["submit", "--wait", "-"], { input: commands.join("\n") });
    const end = ended(waiting);
    await until("all are queued", () => here.place.queue.exists() && here.place.queue.ids("queued").length === 3);
    await here.place.work();
    assert.equal((await end).code, 4);
  });

  it("ends with 125 for trouble of its own", async () => {
    const calls = [
      ["submit", "--wait", "--cwd", "nowhere", "ls"],
      ["submit", "--wait", "--after", "nosuch", "ls"],
      ["submit", "--monitor", "--retry-delay", "1", "ls"],
    ];
    const ends = await eachOf(calls, (args) => here.place.called(...args));
    assert.deepEqual(
      ends.map(({ code }) => code),
      [125, 125, 125],
    );
  });

  it("says on Ctrl-C that the job goes on, and how to wait again", async () => {
    const child = here.place.start(["submit", "--wait", "true"]);
    const end = ended(child);
    let said = "";
    child.stdout?.on("data", (piece: string) => (said += piece));
    await until("it waits", () => said !== "");
    // The job is acknowledged before anybody waits for it; a signal in between would only end the process.
    await until("it listens", () => watchesFolders(child.pid));
    child.kill("SIGINT");
    const { code, stderr } = await end;
    assert.equal(code, 130);
    assert.ok(stderr.endsWith(`Stopped waiting; the job goes on. To wait again: dirq wait ${said}`));
    assert.equal(here.place.queue.ids("queued").length, 1);
  });

  it("rings the bell and sets the title with --notify, on a terminal alone", async function () {
    const id = here.place.submit("--name", "train \x1b]0;evil\x07", "exit 3");
    await here.place.work();
    assert.doesNotMatch((await here.place.called("wait", "--notify", id)).stderr, /\x07/);
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    for (const command of ["wait", "monitor"]) {
      const { stdout } = onTerminal(here.place, 80, [command, "--notify", id]);
      const [, title = ""] = /\x1b\]0;([^\x07]*)\x07\x07/.exec(stdout) ?? [];
      assert.match(title, /^failed: train [^\x1b]*evil/);
    }
  });

  it("takes --notify only with --wait or --monitor", async () => {
    const { code, stderr } = await here.place.called("submit", "--notify", "true");
    assert.deepEqual([code, stderr.split("\n")[0]], [2, "dirq: --notify needs --wait or --monitor."]);
  });
});

/**
 * Whether a process watches folders by now, which it does once it handles signals; true where the system does not tell.
 * Which signals it catches says nothing: Node catches SIGINT from its start, to end by it.
 */
function watchesFolders(pid = 0): boolean {
  if (process.platform !== "linux") return true;
  const descriptors = `/proc/${pid}/fd`;
  return readdirSync(descriptors).some((name) => {
    try {
      return readlinkSync(join(descriptors, name)) === "anon_inode:inotify";
    } catch {
      // It was closed since it was listed.
      return false;
    }
  });
}

describe("dirq monitor", () => {
  const here = places();

  it("prints each state once into a pipe, then how it ended, and ends with the job's code", async () => {
    const id = here.place.submit("until test -e go; do sleep 0.05; done; echo bad >&2; exit 2");
    const child = here.place.start(["monitor", id]);
    const watching = ended(child);
    let said = "";
    child.stdout?.on("data", (piece: string) => (said += piece));
    await until("it watches", () => said === "queued\n");
    here.place.start(["worker", "--rm"]);
    await until("it sees the job run", () => said === "queued\nrunning\n");
    writeFileSync(join(here.place.directory, "go"), "");
    const { code, stdout } = await watching;
    assert.equal(code, 2);
    assert.match(
      stdout,
      /^queued\nrunning\nfailed · exit 2 · after <?[\d.]+ s\nCommand failed with exit code 2: bad\nResults: \/.*\n$/,
    );
  });

  it("prints for a program what the job is, whenever that has changed, and nothing else", async () => {
    const id = here.place.submit("exit 2");
    const child = here.place.start(["monitor", "--json", id]);
    const watching = ended(child);
    let said = "";
    child.stdout?.on("data", (piece: string) => (said += piece));
    await until("it watches", () => said.endsWith("\n"));
    here.place.start(["worker", "--rm"]);
    const { code, stdout, stderr } = await watching;
    const states = stdout
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { readonly state: string }).state);
    assert.deepEqual([code, stderr, states[0], states.at(-1)], [2, "", "queued", "failed"]);
  });

  it("draws one line over and over on a terminal", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const id = here.place.submit("true");
    await here.place.work();
    const { code, stdout } = onTerminal(here.place, 60, ["monitor", id]);
    assert.equal(code, 0);
    assert.match(withoutColours(stdout), /^\rcompleted · after \S+ s\x1b\[K\nResults: /);
  });

  it("draws a bar of how far the job is, where there is room for one", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const id = here.place.submit(`echo 0.5 > "$DIRQ_PROGRESS"; until test -e go; do sleep 0.1; done`);
    here.place.start(["worker", "--rm"]);
    const [wide, narrow] = [80, 50].map((columns) => startOnTerminal(here.place, columns, ["monitor", id]));
    assert.ok(wide !== undefined && narrow !== undefined);
    const seen = ["", ""];
    wide.stdout?.on("data", (piece: Buffer) => (seen[0] += piece.toString()));
    narrow.stdout?.on("data", (piece: Buffer) => (seen[1] += piece.toString()));
    const drawn = `running\x1b[39m · ${"█".repeat(10)}${"░".repeat(10)} 50 % · `;
    await until("it draws a bar", () => seen[0]?.includes(drawn) === true);
    await until("it says the number", () => seen[1]?.includes("running\x1b[39m · 50 % · ") === true);
    writeFileSync(join(here.place.directory, "go"), "");
    assert.deepEqual(
      (await Promise.all([ended(wide), ended(narrow)])).map(({ code }) => code),
      [0, 0],
    );
  });

  it("ends with 130 on Ctrl-C, and says that the job goes on", async () => {
    const id = here.place.submit("--hold", "true");
    const child = here.place.start(["monitor", id]);
    const end = ended(child);
    await once(child.stdout ?? child, "data");
    child.kill("SIGINT");
    const { code, stderr } = await end;
    assert.deepEqual([code, stderr], [130, `Stopped watching; the job goes on. To watch again: dirq monitor ${id}\n`]);
  });

  it("is what submit does with --monitor, the id alone on stdout", async () => {
    const monitoring = ended(here.place.start(["submit", "--monitor", "exit 6"]));
    await until("the job is queued", () => here.place.queue.exists() && here.place.queue.ids("queued").length === 1);
    await here.place.work();
    const { code, stdout, stderr } = await monitoring;
    assert.equal(code, 6);
    assert.match(stdout, /^\d{19}\n$/);
    assert.match(stderr, /failed · exit 6/);
  });
});
