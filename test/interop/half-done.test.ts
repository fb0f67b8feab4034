import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { assertAllWellAfter, prepare } from "../faults/death.js";
import { scaled } from "../faults/scale.js";
import { VERBS } from "../faults/verbs/index.js";
import { newWorld } from "../faults/world.js";
import { say } from "../setup/say.js";
import { beforeEachChange } from "./meanwhile.js";
import { SideBySide } from "./side-by-side.js";
import { stoppingPython } from "./stopping-python.js";

const WORKER = ["worker", "--rm", "--poll-interval", "0.01"];

/**
 * What Python shows of the jobs of a verb, step by step, as a reader of docs/protocol.md finds it there: `-` is nowhere,
 * `?` a file that is being written, `running+completed` a job that stands in both.
 */
const SHOWN: Readonly<Record<string, string>> = {
  submit: "queued queued > queued queued queued",
  "claim and finish well":
    "queued queued > - queued > ? queued > running queued > running+completed queued > completed queued",
  "claim and finish badly":
    "queued queued > - queued > ? queued > running queued > running+failed queued > failed queued",
  release: "queued queued > - queued > ? queued > running queued > - queued > queued queued",
  "fail and wait for the next attempt": "queued > - > ? > running > - > queued",
  hold: "queued queued > - queued",
  "release a held job": "- > queued",
  "cancel a held job": "- > failed",
  "not run after a failed parent": "failed - > failed failed",
  "cancel a queued job": "queued queued > - queued > failed queued",
  remove: "completed completed > - completed",
  restore: "- completed > completed completed",
  recover: "running running > - running > queued running > queued - > queued queued",
  "recover the view of a claim that somebody deleted": "running queued > queued+running queued > queued queued",
};

describe("in the middle of a verb of dirq's", function () {
  this.timeout(60_000);
  const sides = stoppingPython();
  let looks = 0;
  after(() => say(`    ${looks} half-done states`));

  const names = Object.keys(VERBS).filter((name) => name in SHOWN || scaled(0, 1) === 1);
  for (const name of names) {
    it(`${name}: Python misses no job that dirq does not hold, and sees one twice only as it moves on`, async () => {
      const world = newWorld();
      const acknowledged = [...prepare(name, world)];
      const shown: string[] = [];
      const look = (): void => {
        looks++;
        const jobsShown = listOf(world.queue, acknowledged);
        const now = [...jobsShown.values()].join(" ");
        if (shown.at(-1) === now) return;
        shown.push(now);
        for (const [id, words] of jobsShown) assertShownAlike(world.queue, id, words);
      };
      const queue = new JobQueue(world.queue, { fileSystem: beforeEachChange(look) });
      await VERBS[name]?.act(queue, acknowledged, (id) => acknowledged.push(id));
      look();
      assert.equal(shown.join(" > "), SHOWN[name] ?? shown.join(" > "));
      assertAllWellAfter(name, { world, acknowledged });
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
    assert.match(words, /^(-|\?|queued|(queued\+)?running|(running\+)?(completed|failed))$/, `job ${id}`);
    const { python } = sides;
    const others = [python.run(jobs, "info", id), python.monitorOnce(jobs, id)];
    if (words === "-" || words === "?") {
      for (const printed of others) assert.match(printed, new RegExp(`Job ${id} not found!`));
      const queue = new JobQueue(jobs);
      const place = queue.scan().get(id);
      const isHeldByDirq = place === undefined || place.claim !== undefined || place.waiting !== undefined;
      assert.ok(isHeldByDirq || queue.get(id)?.state === "damaged", `Python does not see ${id}, ${place?.state}`);
    } else {
      const [state = ""] = words.split("+");
      assert.match(others[0] ?? "", new RegExp(`│ state +│ ${state} `));
      assert.match(others[1] ?? "", new RegExp(`State: ${state.toUpperCase()} `));
    }
  }
});

/** `nowhere` is Python's own gap: between its unlink of one file and its write of the next there is none. */
const STARTED = "queued > nowhere > damaged in running: being written just now > running > nowhere";

describe("in the middle of a command of Python's", function () {
  this.timeout(60_000);
  const sides = stoppingPython();
  let race: SideBySide;
  let id: string;
  beforeEach(() => {
    race = new SideBySide();
    id = race.submit("A", "exit $(cat ../../code)");
  });

  for (const [code, end] of [
    ["0", "damaged in completed: the file is empty > completed"],
    ["3", "damaged in failed: the file is empty > failed: Command failed with exit code 3: "],
  ] as const) {
    it(`worker, whose job ends with ${code}, dirq shows the job where it is`, () => {
      writeFileSync(join(race.jobs, "code"), code);
      assert.equal(shownDuring(...WORKER), `${STARTED} > ${end}`);
    });
  }

  it("rm, dirq shows the job until it is gone", () => {
    assert.equal(shownDuring("rm", id), "queued > nowhere");
  });

  it("info, dirq shows the job all the time", () => {
    assert.equal(shownDuring("info", id), "queued");
  });

  function shownDuring(...args: readonly string[]): string {
    const shown = [race.seen(id)];
    sides.python.stepByStep(() => shown.push(race.seen(id)), race.jobs, ...args);
    shown.push(race.seen(id));
    return shown.filter((words, n) => words !== shown[n - 1]).join(" > ");
  }
});
