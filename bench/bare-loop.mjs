// The limit: runs the jobs of a queue with the calls that the promise takes, and without anything else. It looks at
// nothing before it writes, checks nothing and recovers nothing: no worker can be faster that keeps what it finished.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { promisify } from "node:util";

const [, , directory, slots] = process.argv;
const fsync = promisify(fs.fsync);
const ids = fs.readdirSync(`${directory}/queued`).map((name) => name.slice(0, -".json".length));

await Promise.all(Array.from({ length: Number(slots) }, work));

async function work() {
  for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
    const job = JSON.parse(fs.readFileSync(`${directory}/queued/${id}.json`, "utf8"));
    fs.renameSync(`${directory}/queued/${id}.json`, `${directory}/.dirq/claims/${id}`);
    fs.writeFileSync(`${directory}/running/${id}.json`, JSON.stringify({ ...job, state: "running" }));
    fs.mkdirSync(`${directory}/completed_results/${id}`);
    const output = await run(job.params.command, `${directory}/completed_results/${id}/output.log`);
    await finish({ ...job, state: "completed" }, { command: job.params.command, output, exit_code: 0 });
  }
}

async function run(command, logFile) {
  const log = fs.openSync(logFile, "ax");
  const child = spawn("/bin/sh", ["-c", command], { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    fs.writeSync(log, chunk);
    output += chunk;
  });
  child.stderr.on("data", (chunk) => fs.writeSync(log, chunk));
  await new Promise((resolve) => child.once("close", resolve));
  fs.closeSync(log);
  return output;
}

async function finish(job, result) {
  const claim = `${directory}/.dirq/claims/${job.id}`;
  const results = `${directory}/completed_results/${job.id}`;
  const staged = [create(`${claim}.result`, result), create(`${claim}.final`, job)];
  await Promise.all(staged.map((file) => fsync(file)));
  staged.forEach((file) => fs.closeSync(file));
  fs.renameSync(claim, `${claim}.done`);
  await sync(`${directory}/.dirq/claims`);
  fs.linkSync(`${claim}.result`, `${results}/results.json`);
  fs.renameSync(`${claim}.result`, `${results}/result.json`);
  await sync(results);
  fs.renameSync(`${claim}.final`, `${directory}/completed/${job.id}.json`);
  await sync(`${directory}/completed`);
  fs.unlinkSync(`${directory}/running/${job.id}.json`);
  fs.unlinkSync(`${claim}.done`);
}

function create(path, value) {
  const file = fs.openSync(path, "wx");
  fs.writeSync(file, JSON.stringify(value));
  return file;
}

async function sync(folder) {
  const file = fs.openSync(folder, "r");
  await fsync(file);
  fs.closeSync(file);
}
