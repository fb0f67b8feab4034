import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { skipWithout } from "../setup/needs.js";
import { until } from "../setup/until.js";
import { ended, places, type Place } from "./dirq.js";
import { canMakeTerminals, startOnTerminal } from "./terminal.js";

describe("dirq submit --sweep", () => {
  const here = places();

  it("submits every combination in its order, the values in the params, under one batch", () => {
    const args = ["--sweep", "lr=0.1,0.01", "--sweep", "tag=a b,x", "-n", "lr {lr}", "train --lr {lr} '{tag}'"];
    const { code, stdout, stderr } = here.place.dirq(["submit", ...args]);
    const jobs = stdout
      .trim()
      .split("\n")
      .map((id) => paramsOf(here.place, id));
    assert.deepEqual(
      [code, jobs.map(({ command, name, lr, tag }) => [command, name, lr, tag])],
      [
        0,
        [
          ["train --lr 0.1 'a b'", "lr 0.1", 0.1, "a b"],
          ["train --lr 0.1 'x'", "lr 0.1", 0.1, "x"],
          ["train --lr 0.01 'a b'", "lr 0.01", 0.01, "a b"],
          ["train --lr 0.01 'x'", "lr 0.01", 0.01, "x"],
        ],
      ],
    );
    const batches = new Set(jobs.map(({ dirq }) => (dirq as { batch: string }).batch));
    const [batch = ""] = batches;
    assert.deepEqual([batches.size, /^sweep-[0-9a-f]{6}$/.test(batch)], [1, true]);
    assert.match(stderr, new RegExp(`^4 jobs in batch ${batch}\\. To wait for them: dirq wait --batch ${batch}$`, "m"));
  });

  it("pairs with --zip, and says when the lengths differ", () => {
    const zip = (...sweeps: string[]) =>
      here.place.dirq(["submit", "--dry-run", "--zip", ...sweeps.flatMap((each) => ["--sweep", each]), "run {a} {b}"]);
    assert.equal(zip("a=1..2", "b=x,y").stdout, "run 1 'x'\nrun 2 'y'\n");
    const { code, stderr } = zip("a=1..2", "b=1..3");
    assert.equal(code, 2);
    assert.match(stderr, /Only as many values as the others have can be paired: a has 2, b has 3\.\n/);
  });

  it("takes words as they are, and puts values into --env", async () => {
    const [id = ""] = lines(
      here.place.dirq(["submit", "--sweep", "v=it's", "--env", "V={v}", "echo", "{v}", "$V"]).stdout,
    );
    const { command, env } = paramsOf(here.place, id);
    assert.deepEqual([command, env], [`echo 'it'"'"'s' '$V'`, { V: "it's" }]);
    await here.place.work();
    assert.equal(here.place.dirq(["logs", id]).stdout, "it's $V\n");
  });

  it("makes a job of each line, from a file or stdin", () => {
    writeFileSync(join(here.place.directory, "files"), "a b.png\r\n\r\n$(id).png\n");
    const expected = "convert 'a b.png' out/'a b.png'\nconvert '$(id).png' out/'$(id).png'\n";
    const args = ["convert {line} out/{line}"];
    assert.equal(here.place.dirq(["submit", "--dry-run", "--each-line", "files", ...args]).stdout, expected);
    const piped = here.place.dirq(["submit", "--dry-run", "--each-line", "-", ...args], {
      input: "a b.png\n$(id).png",
    });
    assert.equal(piped.stdout, expected);
  });

  it("makes a job of each row of a table, columns by their names", () => {
    writeFileSync(join(here.place.directory, "t.csv"), `learning rate,name,n\r\n0.1,"say ""hi"", twice",007\r\n`);
    const args = ["--each-row", "t.csv", "--name", "{name}", "train {learning rate} {n}"];
    const [id = ""] = lines(here.place.dirq(["submit", ...args]).stdout);
    const params = paramsOf(here.place, id);
    assert.deepEqual(
      [params["command"], params["name"], params["learning rate"], params["n"]],
      ["train 0.1 007", `say "hi", twice`, 0.1, "007"],
    );
  });

  const mistakes: [args: string[], message: string][] = [
    [["--sweep", "lr=1", "train {lrr}"], "There is no {lrr}. There is {lr}. The text {lrr} itself is written {{lrr}}."],
    [["--sweep", "lr=1", "train"], "Nothing in the command stands for lr: write {lr} where its values belong."],
    [["--sweep", "lr", "train {lr}"], "lr: write a name and its values, for example lr=0.1,0.01 or seed=1..10."],
    [
      ["--sweep", "a=1..1000", "--sweep", "b=1..1000", "x {a}{b}"],
      "That would be 1,000,000 jobs; 100,000 at once are the most.",
    ],
    [["--sweep", "a=1", "-"], "A sweep needs a command, not JSON."],
    [["--zip", "true"], "--zip needs --sweep, --each-line or --each-row."],
  ];
  for (const [args, message] of mistakes) {
    it(`refuses ${args.join(" ")}`, () => {
      const { code, stderr } = here.place.dirq(["submit", ...args]);
      assert.deepEqual([code, stderr.split("\n")[0], here.place.queue.exists()], [2, `dirq: ${message}`, false]);
    });
  }

  it("says which file cannot be read", () => {
    const { code, stderr } = here.place.dirq(["submit", "--each-line", "nowhere", "echo {line}"]);
    assert.equal(code, 1);
    assert.match(stderr, /nowhere/);
    writeFileSync(join(here.place.directory, "latin"), Buffer.from([0xe4, 0x0a]));
    assert.match(
      here.place.dirq(["submit", "--each-line", "latin", "echo {line}"]).stderr,
      /latin: it is not UTF-8 text/,
    );
  });

  it("asks on a terminal before it submits more than 20, and shows some of them; --yes does not", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    for (const [answer, count] of [
      ["n\n", 0],
      ["y\n", 21],
    ] as const) {
      const child = startOnTerminal(here.place, 80, ["submit", "--sweep", "n=1..21", "echo {n}"]);
      let said = "";
      child.stdout?.on("data", (piece: Buffer) => (said += piece.toString()));
      await until("it asks", () => said.includes("Submit 21 jobs? [y/N] "));
      assert.match(said, /^ {2}echo 1\r\n.* {2}echo 5\r\n {2}… 15 more\r\n {2}echo 21\r\n/s);
      const end = ended(child);
      child.stdin?.write(answer);
      assert.equal((await end).code, count === 0 ? 1 : 0);
      assert.equal(here.place.queue.exists() ? here.place.queue.ids("queued").length : 0, count);
    }
    const waits = startOnTerminal(here.place, 80, ["submit", "--wait", "--sweep", "n=1..21", "echo {n}"]);
    waits.stdin?.write("n\n");
    assert.equal((await ended(waits)).code, 125);
    const unasked = startOnTerminal(here.place, 80, ["submit", "--yes", "--sweep", "n=1..21", "echo {n}"]);
    assert.equal((await ended(unasked)).code, 0);
    assert.equal(here.place.queue.ids("queued").length, 42);
  });
});

describe("A batch", () => {
  const here = places();

  /** Two that complete, two that fail, and one that is no part of it. */
  function submitBatch(place: Place): string[] {
    place.submit("false");
    return [0, 3, 0, 4].map((n) => place.submit("--batch", "b", `exit ${n}`));
  }

  it("is listed, waited for, resubmitted where it failed, and removed by its name", async () => {
    const ids = submitBatch(here.place);
    assert.deepEqual(await jsonIds(here.place, ["--batch", "b"]), ids.toReversed());
    assert.deepEqual(await jsonIds(here.place, ["--batch", "b", "-n", "1"]), [ids[3]]);
    await here.place.work();
    assert.equal((await here.place.called("wait", "--batch", "b")).code, 3);
    assert.deepEqual(await jsonIds(here.place, ["--batch", "b", "--state", "failed"]), [ids[3], ids[1]]);

    const again = lines((await here.place.called("resubmit", "--batch", "b", "--state", "failed")).stdout);
    assert.deepEqual(
      again.map((id) => (paramsOf(here.place, id)["dirq"] as { resubmit_of: string }).resubmit_of),
      [ids[1], ids[3]],
    );
    const third = await here.place.called("resubmit", "--batch", "b", "--state", "failed");
    assert.deepEqual(third, { code: 0, stdout: "", stderr: "Nothing to resubmit: no job of batch b is failed.\n" });

    await here.place.called("rm", "--batch", "b");
    assert.equal(here.place.queue.list().length, 1);
  });

  it("is cancelled, held and released as far as it has not ended", async () => {
    submitBatch(here.place);
    assert.match(
      (await here.place.called("hold", "--batch", "b")).stderr,
      /^Held 4 jobs\. To let them start: dirq release( \d{19}){4}\n$/,
    );
    await here.place.work();
    assert.match((await here.place.called("release", "--batch", "b")).stderr, /^Released 4 jobs\.\n/);
    assert.equal((await here.place.called("cancel", "--batch", "b")).stderr, "Cancelled 4 jobs.\n");
    const { code, stderr } = await here.place.called("cancel", "--batch", "b");
    assert.deepEqual([code, stderr], [0, "Nothing to cancel: no job of batch b is left.\n"]);
  });

  it("ends as the last resubmission of each of its jobs did", async () => {
    const id = here.place.submit("--batch", "b", "test -e done");
    await here.place.work();
    writeFileSync(join(here.place.directory, "done"), "");
    here.place.queue.resubmit(id);
    await here.place.work();
    assert.equal((await here.place.called("wait", "--batch", "b")).code, 0);
  });

  it("is not there, ends with 3 and suggests what was meant", async () => {
    submitBatch(here.place);
    here.place.submit("--batch", "nightly", "true");
    const { code, stderr } = await here.place.called("cancel", "--batch", "nigthly");
    assert.deepEqual(
      [code, stderr],
      [3, `dirq: There is no batch nigthly in ${here.place.jobs}. Did you mean nightly?\n`],
    );
    assert.equal((await here.place.called("cancel", "--batch", "nightly", "last")).code, 2);
  });
});

function lines(text: string): string[] {
  return text.trim().split("\n");
}

function paramsOf(place: Place, id: string): Record<string, unknown> {
  const job = place.queue.get(id);
  assert.ok(job !== undefined && job.state !== "damaged");
  return job.params;
}

async function jsonIds(place: Place, args: readonly string[]): Promise<string[]> {
  const jobs = JSON.parse((await place.called("list", "--json", ...args)).stdout) as { id: string }[];
  return jobs.map(({ id }) => id);
}
