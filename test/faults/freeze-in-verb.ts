/** A process that is frozen in the middle of a verb: `node freeze-in-verb.cjs <verb> <queue> <k> <ids…>`. */
import { JobQueue } from "../../src/queue/index.js";
import { interruptedFileSystem } from "./interrupted-file-system.js";
import { VERBS } from "./verbs/index.js";

const [, , verb = "", directory = "", k = "", ...ids] = process.argv;
// Once thawed, it goes on as if nothing had happened.
const fileSystem = interruptedFileSystem(Number(k), () => process.kill(process.pid, "SIGSTOP"));
void act();

async function act(): Promise<void> {
  try {
    await VERBS[verb]?.act(new JobQueue(directory, { fileSystem }), ids, () => undefined);
  } catch (error) {
    // Overtaken, it is refused what it wanted; only what is on the disk then matters.
    console.log(error instanceof Error ? error.message : error);
  }
}
