import { say } from "../setup/say.js";

/** Names, in the environment of a run, the seed of an earlier one that is to be repeated. */
const SEED_VARIABLE = "DIRQ_TEST_SEED";

/** Whole numbers from 0 to below the limit. */
export type Chance = (limit: number) => number;

/** By chance; the seed is said, so that a failed run can be repeated. */
export function chance(): Chance {
  const given = process.env[SEED_VARIABLE];
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(given);
  say(`    ${SEED_VARIABLE}=${seed}`);
  return chanceFrom(seed);
}

/** Always the same numbers for the same seed. */
export function chanceFrom(seed: number): Chance {
  let state = seed;
  return (limit) => {
    // Numerical Recipes' generator; its high bits are the good ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
