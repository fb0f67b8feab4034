// A sweep as one writes it in a notebook: submit, wait, read the results, print a table.  node sweep.mjs [jobs directory]
import { fileURLToPath } from "node:url";
import { JobQueue, ShellWorker } from "dirq";

const queue = new JobQueue(process.argv[2] ?? "jobs");

// One job for each learning rate. All are on the disk when this returns, or none.
const rates = [0.01, 0.1, 1, 10];
const jobs = await queue.submitManyMeanwhile(
  rates.map((rate) => ({
    type: "shell",
    name: `train at ${rate}`,
    command: `node train.mjs --lr ${rate} --pace 0`,
    cwd: fileURLToPath(new URL("sample", import.meta.url)),
  })),
  { batch: `learning rates ${new Date().toISOString()}` },
);

// A worker of this script's own, two jobs at a time. Those that run elsewhere on this queue take their share. Should it
// fail, nothing is waited for any more.
const stop = new AbortController();
const working = new ShellWorker(queue).run({ stopWhenEmpty: true, slots: 2 });
working.catch((error) => stop.abort(error));

const results = [];
for await (const { id, name, state, error } of queue.wait(
  jobs.map(({ id }) => id),
  { signal: stop.signal },
)) {
  console.log(`${results.length + 1}/${jobs.length}  ${name}  ${error ?? state}`);
  results.push({ name, ...queue.result(id) });
}
await working;

const print = (...cells) =>
  console.log(
    cells
      .map((cell) => String(cell).padEnd(16))
      .join("")
      .trimEnd(),
  );
console.log();
print("job", "learning rate", "loss", "accuracy");
for (const { name, learning_rate: rate, loss, accuracy } of results.sort((a, b) => a.loss - b.loss)) {
  print(name, rate, loss?.toFixed(4), accuracy?.toFixed(3));
}
