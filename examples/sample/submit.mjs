// Fills a folder with the sample: its scripts, and a queue `jobs` with work for them.
//
//   node examples/sample/submit.mjs FOLDER
//
// The scripts are copied, so that they lie beside their queue and may be changed without changing this repository.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const sampleFolder = import.meta.dirname;
const dirq = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const folder = process.argv[2] === undefined ? undefined : resolve(process.argv[2]);
if (folder === undefined) {
  console.error(
    "Which folder shall hold the sample and its queue? For example: node examples/sample/submit.mjs /tmp/iris",
  );
  process.exit(2);
}

mkdirSync(folder, { recursive: true });
if (folder !== sampleFolder) {
  cpSync(sampleFolder, folder, {
    recursive: true,
    filter: (path) => !["submit.mjs", "jobs", "out"].includes(basename(path)),
  });
  cpSync(join(sampleFolder, "../my-worker.mjs"), join(folder, "my-worker.mjs"));
}

// Quick ones first, the half minute last: while it runs, there is a job in every state.
for (const rate of [0.01, 0.1, 1, 10, 30])
  submitCommand(`train at ${rate}`, ["node", "train.mjs", "--lr", String(rate)]);
submitCommand("summarise field notes", ["node", "summarise.mjs", "field-notes.csv"]);
submitCommand("leave one out", ["node", "leave-one-out.mjs"]);
// No shell command: it stays queued until a worker comes that knows its type.
submit("report of the sweep", ["report.json"]);

function submitCommand(name, command) {
  submit(name, ["--name", name, "--cwd", folder, ...command]);
}

function submit(name, words) {
  const jobsDirectory = join(folder, "jobs");
  const id = execFileSync(process.execPath, [dirq, "--jobs-dir", jobsDirectory, "submit", ...words], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  console.log(`${id.trim()}  ${name}`);
}
