/**
 * Properties of what happens by chance: the seed is said, and of a run that failed, what repeats it alone. The same is tried
 * each time, so that who breaks something sees it and nobody else; `npm run test:faults` tries other things at each run.
 */
import fc from "fast-check";
import { say } from "../setup/say.js";
import { failedAt } from "./replay.js";
import { scaled } from "./scale.js";

const USUAL_SEED = 1;

/** Checks a property of that many random values. @throws with the smallest value found for which it fails */
export function assertAlways<T extends [unknown, ...unknown[]]>(
  test: Mocha.Runnable | undefined,
  property: fc.IProperty<T>,
  numRuns: number,
): void {
  const { seed, path } = givenRun();
  const details = fc.check(property, {
    numRuns,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed) return say(`    ${details.numRuns} sequences, DIRQ_TEST_SEED=${details.seed}`);
  throw failedAt(
    test,
    { DIRQ_TEST_SEED: details.seed, DIRQ_TEST_PATH: details.counterexamplePath ?? "" },
    { what: fc.stringify(details.counterexample), cause: details.errorInstance },
  );
}

function givenRun(): { readonly seed: number | undefined; readonly path: string | undefined } {
  const seed = process.env["DIRQ_TEST_SEED"];
  return {
    seed: seed === undefined ? scaled(USUAL_SEED, undefined) : Number(seed),
    path: process.env["DIRQ_TEST_PATH"],
  };
}
