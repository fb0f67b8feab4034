import assert from "node:assert/strict";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { assertPromiseKept } from "../faults/aftermath.js";
import { quickDirectory } from "../faults/programs.js";
import { VERBS } from "../faults/verbs.js";
import { say } from "../setup/say.js";
import { beforeEachChange } from "./meanwhile.js";
import { stoppingPython } from "./stopping-python.js";

/**
 * What Python shows of the jobs of a verb, step by step, as a reader of docs/protocol.md finds it there: `-` is nowhere,
 * `?` a file that is being written, `running+completed` a job that is listed twice.
 */
const SHOWN: Readonly<Record<string, string>> = {
  submit: "queued queued > queued queued queued",
  "claim and finish well":
    "queued queued > - queued > ? queued > running queued > running+completed queued > completed queued",
  "claim and finish badly":
    "queued queued > - queued > ? queued > running queued > running+failed queued > failed queued",
  release: "queued queued > - queued > ? queued > running queued > - queued > queued queued",
  "fail and wait for the next try": "queued > - > ? > running > - > queued",
  hold: "queued queued > - queued",
  "release a held job": "- > queued",
  "cancel a held job": "- > failed",
  "not run after a failed parent": "failed - > failed failed",
  "cancel a queued job": "queued queued > - queued > failed queued",
  remove: "completed completed > - completed",
  restore: "- completed > completed completed",
  recover: "running running > - running > queued running > queued - > queued queued",
};

describe("what Python shows of a queue in which a verb of dirq's is half-done", function () {
  this.timeout(60_000);
  const sides = stoppingPython();
  let looks = 0;
  after(() => say(`    ${looks} half-done states`));

  for (const [name, verb] of Object.entries(VERBS)) {
    it(`${name}: no job twice but beside its end, and none lost that dirq does not hold`, () => {
      const jobs = join(quickDirectory(), "jobs");
      const ids = [...verb.prepare(new JobQueue(jobs))];
      const shown: string[] = [];
      const look = (): void => {
        looks++;
        const jobsShown = listOf(jobs, ids);
        const now = [...jobsShown.values()].join(" ");
        if (shown.at(-1) === now) return;
        shown.push(now);
        for (const [id, words] of jobsShown) assertShownAlike(jobs, id, words);
      };
      verb.act(new JobQueue(jobs, { fileSystem: beforeEachChange(look) }), ids, (id) => ids.push(id));
      look();
      if (name in SHOWN) assert.equal(shown.join(" > "), SHOWN[name]);
      assertPromiseKept(jobs, ids);
    });
  }

  /** What Python's list shows of each job, in the words of `SHOWN`. */
  function listOf(jobs: string, known: readonly string[]): Map<string, string> {
    const listing = sides.python.run(jobs, "list");
    assert.doesNotMatch(listing, /Error listing/);
    const rows = [...listing.matchAll(/│ (\d{19}) .* (QUEUED|RUNNING|COMPLETED|FAILED) /g)];
    const unreadable = [...listing.matchAll(/Error reading job .*\/(\d{19})\.json/g)].map(([, id]) => id);
    const ids = new Set([...known, ...rows.map(([, id = ""]) => id)]);
    return new Map(
      [...ids].sort().map((id) => {
        const states = rows.filter((row) => row[1] === id).map(([, , state = ""]) => state.toLowerCase());
        return [id, states.join("+") || (unreadable.includes(id) ? "?" : "-")];
      }),
    );
  }

  function assertShownAlike(jobs: string, id: string, words: string): void {
    assert.match(words, /^(-|\?|queued|running|(running\+)?(completed|failed))$/, `job ${id}`);
    const { python } = sides;
    const others = [python.run(jobs, "info", id), python.monitorOnce(jobs, id)];
    if (words === "-" || words === "?") {
      for (const printed of others) assert.match(printed, new RegExp(`Job ${id} not found!`));
      const place = new JobQueue(jobs).scan().get(id);
      const isHeldByDirq = place === undefined || place.claim !== undefined || place.waiting !== undefined;
      assert.ok(isHeldByDirq, `job ${id} is ${place?.state}, and Python does not see it`);
    } else {
      const [state = ""] = words.split("+");
      assert.match(others[0] ?? "", new RegExp(`│ state +│ ${state} `));
      assert.match(others[1] ?? "", new RegExp(`State: ${state.toUpperCase()} `));
    }
  }
});
