// One worker of many: takes jobs that do nothing until none is left, of a queue of its own and then of one that all share,
// and prints how many of these it took and how many it lost.
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
const [, , shared, own] = process.argv;

// In its first jobs the engine learns what the code does, which takes longer than a few jobs of many workers.
takeAll(own);
// Not before all are there: to start takes longer than the work.
console.log("ready");
await once(process.stdin, "data");
lost = 0;
const taken = takeAll(shared);
console.log(JSON.stringify({ taken, lost }));
process.exit();

function takeAll(directory) {
  const queue = new JobQueue(directory, { fileSystem: { ...fs, renameSync } });
  let count = 0;
  for (let claim = queue.claimNext(); claim !== undefined; claim = queue.claimNext()) {
    queue.finish(claim, { state: "completed", result: {} });
    count++;
  }
  return count;
}
