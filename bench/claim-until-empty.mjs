// One worker of many: takes jobs that do nothing until none is left, and prints how many it took and how many it lost.
import * as fs from "node:fs";
import { once } from "node:events";
import { JobQueue } from "../dist/index.mjs";

let lost = 0;
const renameSync = (from, to) => {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    lost++;
    throw error;
  }
};
const queue = new JobQueue(process.argv[2], { fileSystem: { ...fs, renameSync } });
// Not before all are there: to start takes longer than the work.
console.log("ready");
await once(process.stdin, "data");
let taken = 0;
for (let claim = queue.claimNext(); claim !== undefined; claim = queue.claimNext()) {
  queue.finish(claim, { state: "completed", result: {} });
  taken++;
}
console.log(JSON.stringify({ taken, lost }));
process.exit();
