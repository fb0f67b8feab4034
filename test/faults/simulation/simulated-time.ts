/** A time in which nobody waits and chance repeats itself, so that a run can be repeated, and a process replayed. */
import { mock } from "node:test";

export interface SimulatedTime {
  /** Lets time go by, on all clocks. */
  pass(ms: number): void;
}

const START_MS = Date.UTC(2026, 0, 1);

/**
 * Runs something synchronous in a time of its own. All that is left to chance in there follows from the seed. `haste`: how
 * much longer than it wanted whoever sleeps has slept.
 */
export function inSimulatedTime<T>(seed: number, run: (time: SimulatedTime) => T, haste = 1): T {
  let passed = 0;
  const pass = (ms: number): void => {
    passed += ms;
  };
  const random = seededRandom(seed);
  const crypto = process.getBuiltinModule("node:crypto");
  const RealDate = Date;
  const now = (): number => START_MS + Math.round(passed);
  globalThis.Date = dateWith(now);
  const mocks = [
    mock.method(performance, "now", () => passed),
    mock.method(Math, "random", random),
    mock.method(crypto, "randomBytes", (bytes: number) =>
      Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256))),
    ),
    // What the core sleeps with.
    mock.method(Atomics, "wait", (_array: Int32Array, _index: number, _value: number, ms = 0) => {
      pass(ms * haste);
      return "timed-out" as const;
    }),
  ];
  try {
    return run({ pass });
  } finally {
    for (const each of mocks) each.mock.restore();
    globalThis.Date = RealDate;
  }
}

/** Node's own mocked timers warn that they are experimental. */
function dateWith(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: [number?]) => new target(args[0] ?? now()),
    get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
  });
}

/** From 0 to below 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // Numerical Recipes' generator; its high bits are the good ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
