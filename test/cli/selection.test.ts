import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pythonJob } from "../queue/temporary-queue.js";
import { eachOf } from "./called.js";
import { places } from "./dirq.js";

describe("Jobs that are meant without their ids", () => {
  const here = places();

  const verbs: [verb: string, state: "queued" | "failed"][] = [
    ["cancel", "queued"],
    ["hold", "queued"],
    ["rm", "queued"],
    ["resubmit", "failed"],
    ["wait", "failed"],
  ];
  for (const [verb, state] of verbs) {
    it(`are told to ${verb} by name, words in them and time, as list shows them`, async () => {
      const [first, second] = ["lr-1", "lr-2", "other"].map((name) =>
        here.place.submit("--name", name, "--batch", "b", "exit 7"),
      );
      if (state === "failed") await here.place.work();
      const which = ["--name", "lr-*", "--search", "exit", "--since", "today", "--batch", "b", "--state", state];
      assert.equal(
        (await here.place.called("list", "--no-header", "--columns", "id", ...which)).stdout,
        `${second}\n${first}\n`,
      );
      const { code, stdout } = await here.place.called(verb, "--json", ...which);
      assert.equal(code, verb === "wait" ? 7 : 0);
      assert.deepEqual(stdout.trim().split("\n").map(jobNamed).sort(), [first, second]);
    });
  }

  /** Of a new job, the one that was resubmitted as it. */
  function jobNamed(line: string): string {
    const { id, params } = JSON.parse(line) as { id: string; params?: { dirq?: { resubmit_of?: string } } };
    return params?.dirq?.resubmit_of ?? id;
  }

  it("are proposed to whoever writes a state as a word", async () => {
    here.place.submit("true");
    const message = `dirq: There is no job queued in ${here.place.jobs}. Did you mean --state queued?\n`;
    for (const verb of ["cancel", "logs", "results"]) {
      const { code, stderr } = await here.place.called(verb, "queued");
      assert.deepEqual([verb, code, stderr], [verb, 3, message]);
    }
  });

  it("are those of a time alone for a command that changes nothing", async () => {
    here.place.submit("echo done");
    await here.place.work();
    assert.deepEqual(await eachOf(["logs", "wait"], (verb) => here.place.called(verb, "--since", "1h")), [
      { code: 0, stdout: "done\n", stderr: "" },
      { code: 0, stdout: "", stderr: "" },
    ]);
  });

  it("are released by their name", async () => {
    const held = here.place.submit("--hold", "--name", "night-1", "true");
    here.place.submit("--hold", "--name", "day", "true");
    assert.match(
      (await here.place.called("release", "--name", "night-*")).stderr,
      new RegExp(`^Released ${held}\\.\n`),
    );
    assert.equal((await here.place.called("list", "--search", "held", "--json")).code, 0);
    assert.match((await here.place.called("list")).stdout, /day .*held/);
  });

  it("are resubmitted by their name, and behind ids the name is that of the new jobs", async () => {
    const id = here.place.submit("--name", "a", "false");
    await here.place.work();
    const named = async (args: string[]): Promise<unknown> =>
      (JSON.parse((await here.place.called("resubmit", "--json", ...args)).stdout) as { params: { name: string } })
        .params.name;
    assert.equal(await named(["--name", "a"]), "a");
    assert.equal(await named([id, "--name", "b"]), "b");
  });

  it("are none by a time alone, nor where nothing is like that, nor beside ids", async () => {
    const id = here.place.submit("true");
    const calls = [
      ["cancel", "--since", "1h"],
      ["cancel", "--name", "none-*"],
      ["cancel", "--name", "true", id],
      ["hold", "--search", "state:faild"],
    ];
    const ends = await eachOf(calls, (args) => here.place.called(...args));
    const answers = ends.map(({ code, stderr }) => [code, stderr.split("\n")[0]]);
    assert.deepEqual(answers, [
      [2, "dirq: <id...> is missing: dirq cancel <id...>, or --batch, --state, --name or --search"],
      [0, "Nothing to cancel: no job is like that."],
      [2, "dirq: Options such as --batch say which jobs; leave out either them or the ids."],
      [
        2,
        "dirq: --search state:faild: there is no state faild. There are: queued, running, completed, failed, damaged",
      ],
    ]);
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
  });

  it("are not those of which no time is known, where one is asked for", async () => {
    here.place.queue.create();
    writeFileSync(join(here.place.jobs, "failed", "1.json"), pythonJob("1", { finished_at: "2020-01-01T00:00:00" }));
    writeFileSync(join(here.place.jobs, "failed", "half.json"), "{");
    await here.place.called("rm", "--state", "failed", "--before", "7d");
    assert.deepEqual(here.place.queue.ids("failed"), ["half"]);
  });
});
