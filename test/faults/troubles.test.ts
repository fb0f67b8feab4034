import fc from "fast-check";
import { say } from "../setup/say.js";
import { assertAlways } from "./random-runs.js";
import { countUp, failedAt } from "./replay.js";
import { scaled } from "./scale.js";
import type { NetworkFileSystem } from "./simulation/attribute-cache.js";
import { conditions, step } from "./simulation/random-steps.js";
import { inSimulatedTime } from "./simulation/simulated-time.js";
import { TroubledWorld, type Conditions, type Mishap, type Step } from "./simulation/troubled-world.js";

const LONGEST = 40;

/** What a power cut takes differs from seed to seed, and nothing else does. */
const SEEDS = scaled(10, 20);

/**
 * Of three machines on one disk, listings and names that are known from before lag behind, calls fail or are said to
 * have failed, processes freeze and die, the power is cut; then one more worker comes.
 */
describe("random commands of three machines in trouble", function () {
  this.timeout(1_800_000);

  it("lose no job, end each once, and run none twice whose worker lives", function () {
    const property = fc.property(conditions, fc.array(step, { maxLength: LONGEST, size: "max" }), (under, steps) => {
      live(under, steps);
    });
    assertAlways(this.test, property, scaled(400, 10_000));
  });
});

/** What random commands once broke. Here the last mishap comes at each call in turn. */
describe("once in trouble", function () {
  this.timeout(120_000);
  let runs = 0;
  after(() => say(`    ${runs} runs`));

  const first = { by: 0, pick: 0 } as const;
  const second = { by: 1, pick: 0 } as const;
  const CASES: Readonly<Record<string, (at: number) => readonly Step[]>> = {
    "a queue whose power is cut while it is made can be used afterwards": (at) => [
      { do: "submit", ...first, mishap: { at, kind: "power cut" } },
      { do: "submit", ...first },
    ],
    "a job that has waited stays removed": () => [
      { do: "submit held", ...first },
      { do: "remove", ...first },
      { do: "power cut", ...first },
    ],
    "a restored job has its result": (at) => [
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "end well", ...first },
      { do: "remove", ...first },
      { do: "restore", ...first },
      { do: "submit", ...first, mishap: { at, kind: "power cut" } },
    ],
    "a job whose removal a power cut undoes has its result": (at) => [
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "end well", ...first },
      { do: "remove", ...first, mishap: { at, kind: "power cut" } },
    ],
    "a job whose removal the disk refused to keep has its result": (at) => [
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "end well", ...first },
      { do: "remove", ...first, mishap: { at, kind: "fails", code: "EIO" } },
      { do: "power cut", ...first },
    ],
    "a removed job whose decided claim came back leaves nothing behind": () => [
      { do: "submit", ...first },
      { do: "cancel", ...first },
      { do: "remove", ...first },
      { do: "power cut", ...first },
    ],
    "a job with half a view is resubmitted": (at) => [
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "submit", ...first, mishap: { at, kind: "power cut" } },
      { do: "resubmit", ...first },
    ],
    "a job with half a view is run again": (at) => [
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "submit", ...second, mishap: { at, kind: "power cut" } },
      { do: "recover", ...second },
      { do: "submit after another", ...first },
      { do: "remove", ...first },
      { do: "power cut", ...first },
    ],
    "a job that turns into half a view while it is resubmitted is resubmitted, or refused in words": (at) => [
      { do: "submit", ...first },
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "claim", ...first },
      { do: "power cut", ...first },
      { do: "resubmit", by: 0, pick: 1, mishap: { at, ...frozen({ do: "recover", ...second }) } },
    ],
    "a failed attempt waits, whatever the disk said": (at) => [
      { do: "submit with retries", ...first },
      { do: "claim", ...first },
      { do: "end badly", ...first, mishap: { at, kind: "fails", code: "EIO" } },
      { do: "end badly", ...first },
    ],
    "a failed attempt that somebody cancelled has ended, whatever the disk said": (at) => [
      { do: "submit with retries", ...first },
      { do: "claim", ...first },
      { do: "cancel", ...second },
      { do: "end badly", ...first, mishap: { at, kind: "lies", code: "EIO" } },
      { do: "end badly", ...first },
    ],
    "an end is recorded, whatever the disk said": (at) => [
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "end well", ...first, mishap: { at, kind: "lies", code: "EIO" } },
      { do: "end badly", ...first },
    ],
    "an end that the disk refused at first is safe once it is recorded": (at) => [
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "end badly", ...first, mishap: { at, kind: "fails", code: "EIO" } },
      { do: "end badly", ...first },
      { do: "power cut", ...first },
    ],
    "a request that comes as the job ends is forgotten": (at) => [
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "cancel", ...second, mishap: { at, ...frozen({ do: "end well", ...first }) } },
    ],
    "a job that is held while it is released may run": (at) => [
      { do: "submit", ...first },
      { do: "unhold", ...first, mishap: { at, ...frozen({ do: "hold", ...second }) } },
      { do: "claim", ...second },
    ],
    "a job that is released while it is held may run": (at) => [
      { do: "submit", ...first },
      { do: "hold", ...first, mishap: { at, ...frozen({ do: "unhold", ...second }) } },
      { do: "claim", ...second },
    ],
  };

  /** Here what the second machine knows of the disk is old. */
  const LAGGING: typeof CASES = {
    "a job whose view outlived a power cut is run by one, whoever else has seen that it was queued": () => [
      { do: "submit", ...first },
      { do: "hold", ...first },
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "power cut", ...first },
      { do: "recover", ...second },
      { do: "claim", ...first },
      { do: "recover", ...second },
      { do: "end badly", ...first },
    ],
    "a job whose view outlived a power cut stays removed, whoever remembers the trash without it": (at) => [
      { do: "submit", ...first },
      { do: "hold", ...first },
      { do: "submit", ...first },
      { do: "claim", ...first },
      { do: "power cut", ...first },
      { do: "recover", ...second },
      { do: "look", ...second },
      {
        do: "recover",
        ...second,
        mishap: {
          at,
          ...frozen({ do: "claim", ...first }, { do: "end well", ...first }, { do: "remove", by: 0, pick: 1 }),
        },
      },
    ],
    "a job that was taken over from a worker which slept is not run by that one, whatever it still sees": (at) => [
      { do: "submit", ...second },
      { do: "claim", ...second, mishap: { at, ...asleep({ do: "recover", ...first }, { do: "claim", ...first }) } },
    ],
  };

  const all = [
    ...Object.entries(CASES).map(([title, steps]) => ({ title, steps, kind: "nfs", lags: [0, 0, 0] }) as const),
    ...scaled<readonly NetworkFileSystem[]>(["nfs"], ["nfs", "sshfs"]).flatMap((kind) =>
      Object.entries(LAGGING).map(([title, steps]) => ({ title: `${title}: ${kind}`, steps, kind, lags: [0, 50, 0] })),
    ),
  ];
  for (const { title, steps, kind, lags } of all) {
    it(title, function () {
      const seeds = steps(0).some(cutsPower) ? SEEDS : 1;
      for (const k of countUp()) {
        let mishaps = 0;
        for (let seed = 1; seed <= seeds; seed++) {
          runs++;
          try {
            mishaps += live({ kind, lags, ordered: false, seed }, steps(k - 1));
          } catch (cause) {
            throw failedAt(this.test, { DIRQ_TEST_K: k }, { what: `k = ${k}`, cause });
          }
        }
        if (mishaps === 0 || process.env["DIRQ_TEST_K"] !== undefined) break;
      }
    });
  }
});

function cutsPower({ do: command, mishap }: Step): boolean {
  return command === "power cut" || mishap?.kind === "power cut";
}

type Freeze = Omit<Extract<Mishap, { kind: "frozen" }>, "at">;

function frozen(...meanwhile: readonly Step[]): Freeze {
  return { kind: "frozen", silent: false, meanwhile };
}

/** For longer than its lease. */
function asleep(...meanwhile: readonly Step[]): Freeze {
  return { ...frozen(...meanwhile), silent: true };
}

/** Returns how many mishaps there were: none where each was to come at a call that was not made. */
function live(under: Conditions, steps: readonly Step[]): number {
  return inSimulatedTime(under.seed, (time) => {
    const world = new TroubledWorld(time, under);
    for (const each of steps) world.take(each);
    world.endInPeace();
    return world.mishaps;
  });
}
