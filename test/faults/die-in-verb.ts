/** A process that dies in the middle of a verb: `node die-in-verb.cjs <verb> <queue> <k>`, ids on stdin. */
import { readFileSync, writeSync } from "node:fs";
import { JobQueue } from "../../src/queue/index.js";
import { dyingFileSystem } from "./dying-file-system.js";
import { VERBS } from "./verbs/index.js";

const [, , verb = "", directory = "", k = ""] = process.argv;
const ids = JSON.parse(readFileSync(0, "utf8")) as string[];
const queue = new JobQueue(directory, { fileSystem: dyingFileSystem(Number(k)) });
void VERBS[verb]?.act(queue, ids, (id) => writeSync(1, `${id}\n`));
