/** A process that submits jobs, one by one: `node submit-jobs.cjs <queue> <runs> <first number> <count>`. Prints their ids. */
import { writeSync } from "node:fs";
import { JobQueue } from "../../src/queue/index.js";

const [, , directory = "", runs = "", first = "", count = ""] = process.argv;
const queue = new JobQueue(directory);
const ids: string[] = [];
for (let n = Number(first); n < Number(first) + Number(count); n++) ids.push(queue.submit({ runs, n }).id);
writeSync(1, ids.join("\n"));
