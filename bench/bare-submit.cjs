// The limit of `dirq submit`: makes the same calls on a queue that is there, and knows nothing of it. CommonJS, as dirq's own
// program: an ES module takes longer to start.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- CommonJS has no other way
const fs = require("node:fs");
const [, , directory, command] = process.argv;
const own = `${directory}/.dirq`;
const states = ["queued", "running", "completed", "failed"].map((state) => `${directory}/${state}`);
const inner = ["tmp", "claims", "attempts", "workers", "requests", "trash", "quarantine", "priority", "queue.json"];
const isThere = (path) => fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;

for (const path of [...states, `${directory}/waiting`, own, `${directory}/completed_results/.trash`]) isThere(path);
for (const name of inner) isThere(`${own}/${name}`);
fs.readFileSync(`${own}/queue.json`, "utf8");

const id = `${Date.now()}${String(Math.floor(Math.random() * 1e6)).padStart(6, "0")}`;
const params = { command, type: "shell", cwd: process.cwd() };
const job = { id, state: "queued", params, created_at: new Date().toISOString().slice(0, -1) };
const part = fs.openSync(`${own}/tmp/${id}.part`, "wx");
fs.writeSync(part, `${JSON.stringify(job, null, 2)}\n`);
fs.fsyncSync(part);
fs.closeSync(part);
for (const folder of [`${directory}/waiting`, `${own}/claims`]) fs.readdirSync(folder);
for (const folder of [...states, `${directory}/completed_results`]) isThere(`${folder}/${id}.json`);
fs.renameSync(`${own}/tmp/${id}.part`, `${directory}/queued/${id}.json`);
const queued = fs.openSync(`${directory}/queued`, "r");
fs.fsyncSync(queued);
fs.closeSync(queued);
fs.writeSync(1, `${id}\n`);
isThere(`${own}/paused`);
if (fs.readdirSync(`${own}/workers`).length === 0) fs.writeSync(2, "No worker is at work here yet.\n");
