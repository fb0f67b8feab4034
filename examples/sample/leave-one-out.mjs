// How good is the classifier really? Leaves out each flower in turn, learns from the other 149, and asks for the one
// left out. Writes colours and a progress bar, as many tools do, and takes half a minute:  node leave-one-out.mjs
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { readFlowers, SPECIES, standardiser } from "./iris.mjs";
import { reportProgress, save } from "./job.mjs";
import { newModel, predict, step } from "./softmax.mjs";

const { values: options } = parseArgs({ options: { pace: { type: "string", default: "180" } } });

const COLOURS = [35, 36, 33]; // magenta, cyan and yellow, one per species
const RED = 31;
const BOLD = 1;
const PER_LINE = 10;
const BAR_WIDTH = 30;

const flowers = readFlowers();
const mistakes = [];
let line = "";
for (const [at, leftOut] of flowers.entries()) {
  if (at % 50 === 0) console.log(paint(BOLD, `Iris ${SPECIES[leftOut.species]}`));
  const answer = guess(
    leftOut,
    flowers.filter((flower) => flower !== leftOut),
  );
  const right = answer === leftOut.species;
  if (!right) mistakes.push({ row: at + 1, species: SPECIES[leftOut.species], taken_for: SPECIES[answer] });

  line += right ? paint(COLOURS[answer], "● ") : paint(RED, "✗ ");
  showBar(at + 1);
  if ((at + 1) % PER_LINE === 0) {
    printOverBar(`  ${line}`);
    line = "";
  }
  reportProgress(at + 1, flowers.length);
  await sleep(Number(options.pace));
}

printOverBar(paint(BOLD, `${mistakes.length} of ${flowers.length} taken for another species`));
for (const { row, species, taken_for: takenFor } of mistakes) {
  console.log(`  ${paint(RED, "✗")} flower ${row} is ${species}, taken for ${takenFor}`);
}
const accuracy = 1 - mistakes.length / flowers.length;
save("result.json", JSON.stringify({ method: "leave-one-out", accuracy, mistakes }, null, 2));

function guess(leftOut, others) {
  const standardise = standardiser(others);
  const training = standardise(others);
  const model = newModel(4);
  for (let epoch = 0; epoch < 60; epoch++) step(model, training, 3);
  return predict(model, standardise([leftOut])[0].features);
}

/** A carriage return without a line feed: each bar is drawn over the one before. */
function showBar(done) {
  const filled = Math.round((done / flowers.length) * BAR_WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  process.stdout.write(`\r${bar} ${done}/${flowers.length}`);
}

/** Clears the bar's line first, or the longer of the two would show through. */
function printOverBar(text) {
  process.stdout.write(`\r\x1b[K${text}\n`);
}

function paint(colour, text) {
  return `\x1b[${colour}m${text}\x1b[0m`;
}
