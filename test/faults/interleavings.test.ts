import assert from "node:assert/strict";
import type { Claim, JobQueue } from "../../src/queue/index.js";
import { say } from "../setup/say.js";
import type { Call, Perform } from "./simulation/calls.js";
import { scaled } from "./scale.js";
import { coreProcess, DIRECTORY, queueOn } from "./simulation/core-process.js";
import { explore, type EndState, type Process } from "./simulation/interleavings.js";
import { OpenFiles } from "./simulation/open-files.js";
import { complete } from "./simulation/python-claim.js";
import { pythonClaim, takeAll } from "./simulation/python-process.js";
import { SimulatedDisk, type Inode } from "./simulation/simulated-disk.js";
import { inSimulatedTime } from "./simulation/simulated-time.js";

/** Names that others can touch. All else has a name of which only one knows, or is read whole where it is opened. */
const SHARED_NAME = /\/(queued|running|completed|failed|completed_results)\/[^~]+$/;
const SHARED_LISTING = /\/(queued|running|completed|failed)$/;

/** With three at once, or until a job has ended, an exploration takes a quarter of a minute; most people do not wait for that. */
const ALL = scaled(0, 1) === 1;

const LATER_MS = 120_000;

describe("every order of the calls of several processes", function () {
  this.timeout(600_000);
  let disk: SimulatedDisk;
  let id: string;
  beforeEach(() => {
    disk = new SimulatedDisk();
    id = inSimulatedTime(0, () => queueOn(on(disk)).submit({ command: "true" }).id);
  });

  const everyGroup = [[0, 1, 2]];
  const everyPair = [
    [0, 1],
    [0, 2],
  ];
  for (const group of ALL ? everyGroup : everyPair) {
    const who = group.map((index) => ["one of dirq's workers", "another", "one of Python's"][index]).join(", ");
    it(`${who} claim one job: one has it`, () => {
      const claimers = [claiming("a"), claiming("b"), pythonClaim(id)];
      const processes = group.flatMap((index) => claimers[index] ?? []);
      exploreAll(processes, (end) => {
        const owners = end.ends.filter(({ what }) => what.startsWith("claimed"));
        assert.equal(owners.length, 1, "one has it");
        finishAll(end, processes);
      });
    });
  }

  if (ALL) {
    it("one of dirq's workers claims a job, runs it and ends it while one of Python's claims it", () => {
      const ours = coreProcess("a", runOne, String);
      exploreAll([ours, pythonClaim(id)], (end) => {
        assert.equal(
          end.ends.filter(({ what }) => what === "claimed" || what === "true" || what === "false").length,
          1,
        );
        finishAll(end, []);
      });
    });
  }

  it("a job is claimed, cancelled, held", () => {
    const cancelling = coreProcess("b", (queue) => queue.cancel(id), String);
    const holding = coreProcess(
      "c",
      (queue) => queue.hold(id),
      () => "held",
    );
    const ours = claiming("a");
    exploreAll([ours, cancelling, holding], (end) => finishAll(end, [ours]));
  });

  it("a job is claimed and removed", () => {
    const ours = claiming("a");
    const removing = coreProcess(
      "b",
      (queue) => queue.remove(id),
      () => "removed",
    );
    exploreAll([ours, removing, ...(ALL ? [pythonClaim(id)] : [])], (end) => {
      const owners = end.ends.filter(({ what }) => what.startsWith("claimed") || what === "removed");
      assert.equal(owners.length, 1, "one has it");
      if (end.ends[1]?.what !== "removed") finishAll(end, [ours]);
    });
  });

  function exploreAll(processes: readonly Process[], atEnd: (end: EndState) => void): void {
    const startedAt = performance.now();
    let ends = 0;
    const { interleavings, states } = explore(disk, processes, {
      isShared,
      atEnd: (end) => {
        ends++;
        try {
          atEnd(end);
        } catch (cause) {
          const what = end.ends.map((each) => each.what).join(", ");
          throw new Error(`in the order ${end.order} (${what}): ${(cause as Error).message}`, { cause });
        }
      },
    });
    const ms = Math.round(performance.now() - startedAt);
    say(`      ${interleavings.toLocaleString("en")} orders, ${states} states, ${ends} ends, ${ms} ms`);
  }

  /** Whoever has the job ends it, another worker comes; then it has ended once, and nothing false is said of it. */
  function finishAll({ disk: shared, files, ends }: EndState, claimers: readonly Process[]): void {
    const copies = new Map<Inode, Inode>();
    const copy = shared.copy(copies);
    for (const [index, { what, replies }] of ends.entries()) {
      const perform = performOn(files[index]?.copy(copy, copies));
      const claimer = claimers[index];
      if (what.startsWith("claimed") && isCore(claimer)) claimer.goOn(replies, perform, endJob);
      else if (what === "claimed") takeAll(complete(DIRECTORY, id), perform);
    }
    inSimulatedTime(99, (time) => {
      const queue = queueOn(on(copy));
      const clocks = { now: () => Date.now() + LATER_MS, monotonic: () => performance.now() };
      const recovery = queue.recovery(() => undefined, clocks);
      if (queue.get(id)?.state === "queued") queue.unhold(id);
      for (let looks = 0; looks < 2; looks++) {
        recovery.run();
        time.pass(LATER_MS);
      }
      runOne(queue);
    });
    assertEndedOnce(copy);
  }

  function assertEndedOnce(copy: SimulatedDisk): void {
    const there = (path: string): boolean => copy.find(`${DIRECTORY}/${path}`) !== undefined;
    const places = ["queued", "running", "completed", "failed"].filter((state) => there(`${state}/${id}.json`));
    assert.equal(places.length, 1, `it stands in one place, not in ${places.join(", ")}`);
    assert.match(places[0] ?? "", /^(completed|failed)$/);
    const mark = copy.find(`${DIRECTORY}/failed/${id}.json`);
    assert.ok(mark?.kind !== "file" || mark.data.includes('"claim"'), "no false mark is left");
    assert.deepEqual(copy.list(`${DIRECTORY}/.dirq/claims`), []);
  }
});

function claiming(name: string) {
  return coreProcess(
    name,
    (queue) => queue.claimNext(),
    (claim) => (claim === undefined ? "nothing" : `claimed${claim.published ? " and shown" : ""}`),
  );
}

function isCore(process: Process | undefined): process is ReturnType<typeof claiming> {
  return process !== undefined && "goOn" in process;
}

function runOne(queue: JobQueue): boolean | undefined {
  const claim = queue.claimNext();
  return claim && endJob(queue, claim);
}

function endJob(queue: JobQueue, claim: Claim | undefined): boolean | undefined {
  if (claim === undefined) return undefined;
  queue.watchClaim(claim).look();
  const isSettled = queue.finish(claim, { state: "completed", result: { by: "dirq" } });
  if (!isSettled) queue.settle(claim);
  return isSettled;
}

function isShared(call: Call): boolean {
  if (call.name === "write") return true;
  if (call.name === "list") return SHARED_LISTING.test(call.path);
  return "path" in call && (SHARED_NAME.test(call.path) || ("to" in call && SHARED_NAME.test(call.to)));
}

function on(disk: SimulatedDisk): Perform {
  return performOn(new OpenFiles(disk));
}

function performOn(files: OpenFiles | undefined): Perform {
  return (call) => files?.perform(call);
}
