/**
 * A process that stops itself before each call that changes the disk or makes a change last, and goes on when it is told
 * to: `node stop-in-verb.cjs <verb> <queue>`, ids on stdin. A line for each call and each id that it acknowledges.
 */
import { readFileSync, writeSync } from "node:fs";
import { JobQueue } from "../../src/queue/index.js";
import { VERBS } from "./verbs/index.js";
import { watchedFileSystem } from "./watched-file-system.js";

const [, , verb = "", directory = ""] = process.argv;
const ids = JSON.parse(readFileSync(0, "utf8")) as string[];
const fileSystem = watchedFileSystem((call) => {
  writeSync(1, `before ${call}\n`);
  process.kill(process.pid, "SIGSTOP");
});
void VERBS[verb]?.act(new JobQueue(directory, { fileSystem }), ids, (id) => writeSync(1, `${id}\n`));
