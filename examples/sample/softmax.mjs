// Softmax regression: the smallest model that tells three species apart.
import { SPECIES } from "./iris.mjs";

/** One row of weights per species, the bias last; all zero, so every species is equally likely at first. */
export function newModel(featureCount) {
  return { weights: SPECIES.map(() => new Array(featureCount + 1).fill(0)) };
}

/** One step of gradient descent over all flowers. */
export function step(model, flowers, learningRate) {
  const gradient = model.weights.map((row) => row.map(() => 0));
  for (const { features, species } of flowers) {
    const inputs = [...features, 1];
    probabilities(model, features).forEach((probability, at) => {
      const error = probability - (at === species ? 1 : 0);
      inputs.forEach((input, column) => (gradient[at][column] += (error * input) / flowers.length));
    });
  }
  model.weights = model.weights.map((row, at) =>
    row.map((weight, column) => weight - learningRate * gradient[at][column]),
  );
}

/** Mean cross-entropy: 0 when every flower is told for certain, 1.0986 (the logarithm of 3) for a guess. */
export function loss(model, flowers) {
  const sum = flowers.reduce(
    (total, { features, species }) => total - Math.log(probabilities(model, features)[species]),
    0,
  );
  return sum / flowers.length;
}

/** The share of flowers whose likeliest species is the right one. */
export function accuracy(model, flowers) {
  return flowers.filter(({ features, species }) => predict(model, features) === species).length / flowers.length;
}

/** The index of the likeliest species. */
export function predict(model, features) {
  const likely = probabilities(model, features);
  return likely.indexOf(Math.max(...likely));
}

function probabilities(model, features) {
  const inputs = [...features, 1];
  const scores = model.weights.map((row) => row.reduce((sum, weight, column) => sum + weight * inputs[column], 0));
  // The largest score is taken off first: Math.exp overflows from 710 on.
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
