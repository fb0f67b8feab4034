import { DirqError, endOf, JobQueue, type TrashedJob } from "../../queue/index.js";
import { jobs as inWords, printable } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { offerMade } from "../offer-made.js";
import { printTrash } from "../trash-table.js";
import { codeOf, sayTrouble } from "../trouble.js";
import { untilStopped } from "../until-stopped.js";

export const restore = defineCommand({
  name: "restore",
  summary: "undo rm",
  about:
    "Bring removed jobs back, with their results, and print their ids. Without an id: what is in the trash, as dirq trash shows it.",
  words: {
    usage: "[id...]",
    help: "id, or a unique ending of it, or its name in the trash; last, all that the last dirq rm has removed",
    offers: { kind: "trashed" },
  },
  options: {},
  examples: [
    ["Undo the last dirq rm", "dirq restore last"],
    ["What can be restored", "dirq restore"],
  ],
  async run(cli, words) {
    const queue = new JobQueue(cli.jobsDirectory);
    if (words.length === 0) printTrash(cli, queue);
    for (const word of words) {
      const stopped = await restoreWhat(cli, queue, word);
      if (stopped === undefined) continue;
      cli.exitCode = stopped;
      return;
    }
  },
});

/** Returns the code to end with at once, where it was stopped. */
async function restoreWhat(cli: Cli, queue: JobQueue, word: string): Promise<number | undefined> {
  const fail = (error: unknown): void => {
    sayTrouble(cli, error);
    cli.exitCode ||= codeOf(error);
  };
  try {
    const names = findInTrash(queue, word).map(({ name }) => name);
    let restored = 0;
    const stopped = await untilStopped(queue.restoreMany(names), (some) => {
      for (const end of some) {
        if (end.status === "rejected") {
          fail(end.reason);
          continue;
        }
        restored++;
        const told = endOf(() => offerMade(cli, printable(end.value), `Job ${end.value} was restored all the same.`));
        if (told.status === "rejected") fail(told.reason);
      }
    });
    if (stopped !== undefined) cli.say(`Stopped: ${restored} of ${inWords(names.length)} restored`);
    return stopped;
  } catch (error) {
    fail(error);
    return undefined;
  }
}

function findInTrash(queue: JobQueue, word: string): readonly TrashedJob[] {
  const trash = queue.trash();
  const [latest] = trash;
  if (latest === undefined) throw new DirqError("NOT_FOUND", `There is nothing to restore: ${emptyTrashOf(queue)}`);
  if (word === "last") return withItsBatch(latest, trash);
  // Of a job that was removed several times, the latest.
  const found = trash.find(({ id, name }) => id === word || name === word) ?? endingIn(word, trash);
  if (found !== undefined) return [found];
  throw new DirqError("NOT_FOUND", `There is no removed job ${word}. To see what was removed: dirq trash`);
}

function emptyTrashOf({ directory }: JobQueue): string {
  return `the trash of ${directory} is empty.`;
}

/** One dirq rm is undone as a whole, in the order in which it removed. */
function withItsBatch(latest: TrashedJob, trash: readonly TrashedJob[]): readonly TrashedJob[] {
  if (latest.batch === undefined) return [latest];
  return trash.filter(({ batch }) => batch === latest.batch).reverse();
}

/** @throws DirqError AMBIGUOUS_ID */
function endingIn(word: string, trash: readonly TrashedJob[]): TrashedJob | undefined {
  const found = trash.filter(({ id }) => word !== "" && id.endsWith(word));
  const ids = new Set(found.map(({ id }) => id));
  if (ids.size <= 1) return found[0];
  throw new DirqError(
    "AMBIGUOUS_ID",
    `${ids.size} removed jobs have an id that ends in ${word}: ${[...ids].join(", ")}. Give more of it.`,
  );
}
