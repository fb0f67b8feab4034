import { DirqError, JobQueue } from "../../queue/index.js";
import { printable, relativeTime } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { tableLines, type Cell } from "../table.js";
import { codeOf, sayTrouble } from "../trouble.js";

export const restore = defineCommand({
  name: "restore",
  summary: "undo rm",
  about: "Bring removed jobs back, with their results, and print their ids. Without an id: what is in the trash.",
  words: { usage: "[id...]", help: "id, or a unique ending of it; last, what was removed last" },
  options: {},
  examples: [
    ["Undo the last removal", "dirq restore last"],
    ["What can be restored", "dirq restore"],
  ],
  run(cli, words) {
    const queue = new JobQueue(cli.jobsDirectory);
    if (words.length === 0) printTrash(cli, queue);
    for (const word of words) {
      try {
        cli.out.line(printable(queue.restore(findInTrash(queue, word))));
      } catch (error) {
        sayTrouble(cli, error);
        cli.exitCode ||= codeOf(error);
      }
    }
  },
});

/** The name in the trash; of a job that was removed several times, the latest. */
function findInTrash(queue: JobQueue, word: string): string {
  const trash = queue.trash();
  const [latest] = trash;
  if (word === "last" && latest !== undefined) return latest.name;
  const found = trash.filter(({ id }) => id === word || id.endsWith(word));
  const ids = new Set(found.map(({ id }) => id));
  const [first] = found;
  if (first === undefined) {
    throw new DirqError("NOT_FOUND", `There is no removed job ${word}. To see what was removed: dirq restore`);
  }
  if (ids.size > 1) throw new DirqError("AMBIGUOUS_ID", `${ids.size} removed jobs have an id that ends in ${word}.`);
  return first.name;
}

function printTrash(cli: Cli, queue: JobQueue): void {
  const now = Date.now();
  const rows = queue
    .trash()
    .map(({ id, state, removedAt }): Cell[] => [
      { text: printable(id), style: "cyan" },
      { text: `was ${state}` },
      { text: `removed ${relativeTime(removedAt.getTime(), now)}`, style: "dim" },
    ]);
  if (rows.length === 0) cli.say("The trash is empty.");
  else
    cli.out.write(
      `${tableLines(cli.out, ["ID", "STATE", "WHEN"], rows, { yielding: 1, width: cli.out.width }).join("\n")}\n`,
    );
}
