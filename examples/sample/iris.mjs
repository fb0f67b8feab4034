// Fisher's iris flowers, ready to learn from.
import { readFileSync } from "node:fs";

export const SPECIES = ["setosa", "versicolor", "virginica"];

/** All 150 flowers: four measurements in centimetres, and the index of the species. */
export function readFlowers() {
  const [, ...rows] = readFileSync(new URL("iris.csv", import.meta.url), "utf8")
    .trim()
    .split("\n");
  return rows.map((row) => {
    const fields = row.split(",");
    return { features: fields.slice(0, 4).map(Number), species: SPECIES.indexOf(fields[4]) };
  });
}

/** Splits the flowers in two, by a shuffle that is the same for the same seed. */
export function split(flowers, { testShare, seed }) {
  const random = randomNumbers(seed);
  const shuffled = flowers.map((flower) => ({ flower, at: random() })).sort((a, b) => a.at - b.at);
  const inOrder = shuffled.map(({ flower }) => flower);
  const testRows = Math.round(flowers.length * testShare);
  return { test: inOrder.slice(0, testRows), training: inOrder.slice(testRows) };
}

/**
 * Scales each feature to mean 0 and standard deviation 1 over `training`, and returns the function that does it, so
 * that flowers which were not trained on are scaled by the same numbers.
 */
export function standardiser(training) {
  const columns = training[0].features.map((_, column) => training.map(({ features }) => features[column]));
  const means = columns.map(mean);
  const deviations = columns.map((column, at) => Math.sqrt(mean(column.map((value) => (value - means[at]) ** 2))));
  return (flowers) =>
    flowers.map((flower) => ({
      ...flower,
      features: flower.features.map((value, at) => (value - means[at]) / deviations[at]),
    }));
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** mulberry32: Math.random() takes no seed, and a sweep that cannot be repeated proves nothing. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
