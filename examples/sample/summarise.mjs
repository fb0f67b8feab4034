// The average flower of each species, from notes taken in the field:  node summarise.mjs field-notes.csv
// This one fails: field-notes.csv has a row that was never finished, and nobody thought of that here. Open the job to
// see where; give line 8 of the notes its last field and resubmit the job to see it succeed.
import { readFileSync } from "node:fs";
import { save } from "./job.mjs";

const [header, ...lines] = readFileSync(process.argv[2], "utf8").trim().split("\n");
console.log(`Reading ${lines.length} notes: ${header}`);

const petalLengths = {};
for (const { species, petalLength } of lines.map(parseNote)) {
  (petalLengths[species] ??= []).push(petalLength);
}

const averages = Object.fromEntries(Object.entries(petalLengths).map(([species, all]) => [species, average(all)]));
console.log(averages);
save("result.json", JSON.stringify({ average_petal_length: averages }, null, 2));

function parseNote(line) {
  const [, , petalLength, , species] = line.split(",");
  return { species: species.trim().toLowerCase(), petalLength: Number(petalLength) };
}

function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
