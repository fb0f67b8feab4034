// Trains a classifier of iris flowers at one learning rate:  node train.mjs --lr 0.1
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { lossChart } from "./chart.mjs";
import { readFlowers, split, standardiser } from "./iris.mjs";
import { reportProgress, save } from "./job.mjs";
import { accuracy, loss, newModel, step } from "./softmax.mjs";

const { values: options } = parseArgs({
  options: {
    lr: { type: "string", default: "0.1" },
    epochs: { type: "string", default: "60" },
    seed: { type: "string", default: "1936" },
    // Milliseconds between epochs. 150 flowers are learnt in a blink; this gives the job a pace that can be watched.
    pace: { type: "string", default: "80" },
  },
});
const learningRate = Number(options.lr);
const epochs = Number(options.epochs);
const seed = Number(options.seed);

const parts = split(readFlowers(), { testShare: 0.3, seed });
const standardise = standardiser(parts.training);
const training = standardise(parts.training);
const test = standardise(parts.test);
console.log(`${training.length} flowers to learn from, ${test.length} to test on, learning rate ${learningRate}`);

const model = newModel(4);
const history = [];
for (let epoch = 1; epoch <= epochs; epoch++) {
  step(model, training, learningRate);
  const now = { epoch, trainingLoss: loss(model, training), testLoss: loss(model, test) };
  history.push(now);
  reportProgress(epoch, epochs);
  if (epoch % 5 === 0) {
    const share = (100 * accuracy(model, test)).toFixed(1);
    console.log(`epoch ${String(epoch).padStart(3)}  loss ${now.testLoss.toFixed(4)}  accuracy ${share} %`);
  }
  await sleep(Number(options.pace));
}

const last = history[history.length - 1];
save("checkpoint.json", JSON.stringify({ epoch: last.epoch, ...model }, null, 2));
save(
  "loss.csv",
  ["epoch,training_loss,test_loss", ...history.map((row) => Object.values(row).join(","))].join("\n") + "\n",
);
save("loss.svg", lossChart(history, { title: `Loss at learning rate ${learningRate}` }));
const result = { learning_rate: learningRate, epochs, seed, loss: last.testLoss, accuracy: accuracy(model, test) };
save("result.json", JSON.stringify(result, null, 2));
console.log(`loss ${result.loss.toFixed(4)}, accuracy ${(100 * result.accuracy).toFixed(1)} % on flowers never seen`);
