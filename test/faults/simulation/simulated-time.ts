/** A time in which nobody waits and chance repeats itself, so that a run can be repeated, and a process replayed. */
export interface SimulatedTime {
  /** Lets time go by, on all clocks. */
  pass(ms: number): void;
  /** The same on a machine that is suspended: the clock that never jumps stands still. */
  passAsleep(ms: number): void;
}

const START_MS = Date.UTC(2026, 0, 1);

/**
 * Runs something synchronous in a time of its own. All that is left to chance in there follows from the seed. `haste`: how
 * much longer than it wanted whoever sleeps has slept.
 */
export function inSimulatedTime<T>(seed: number, run: (time: SimulatedTime) => T, haste = 1): T {
  let passed = 0;
  let asleep = 0;
  const pass = (ms: number): void => {
    passed += ms;
  };
  const passAsleep = (ms: number): void => {
    asleep += ms;
  };
  const random = seededRandom(seed);
  const crypto = process.getBuiltinModule("node:crypto");
  const RealDate = Date;
  const now = (): number => START_MS + Math.round(passed + asleep);
  globalThis.Date = dateWith(now);
  const restorers = [
    replace(performance, "now", () => passed),
    replace(Math, "random", random),
    replace(crypto, "randomBytes", (bytes: number) =>
      Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256))),
    ),
    // What the core sleeps with.
    replace(Atomics, "wait", (_array: unknown, _index: unknown, _value: unknown, ms = 0) => {
      pass(ms * haste);
      return "timed-out" as const;
    }),
  ];
  try {
    return run({ pass, passAsleep });
  } finally {
    for (const restore of restorers) restore();
    globalThis.Date = RealDate;
  }
}

/**
 * Returns what puts the original back. Node's own mocks keep each call with its stack until the process ends: a look at
 * the clock would cost more than the step between two of them, and all runs together more memory than there is.
 */
function replace<T extends object>(object: T, name: keyof T & string, replacement: unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { value: replacement, configurable: true, writable: true });
  return () => {
    if (original === undefined) Reflect.deleteProperty(object, name);
    else Object.defineProperty(object, name, original);
  };
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
