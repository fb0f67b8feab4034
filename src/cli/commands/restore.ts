import { DirqError, JobQueue, type TrashedJob } from "../../queue/index.js";
import { printable } from "../../wording/index.js";
import { Account, CHANGES_JSON } from "../changing/change-jobs.js";
import { printMade } from "../changing/print-made.js";
import { defineCommand } from "../command.js";
import { printTrash } from "../tables/trash-table.js";

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
  options: { json: { ...CHANGES_JSON.json, help: `${CHANGES_JSON.json.help}; without an id, one array` } },
  examples: [
    ["Undo the last dirq rm", "dirq restore last"],
    ["What can be restored", "dirq restore"],
  ],
  async run(cli, words, { json }) {
    const queue = new JobQueue(cli.jobsDirectory);
    if (words.length === 0) return printTrash(cli, queue, { json });
    // What is still being removed is refused with these words, rather than left out of what was removed with it.
    const trash = latestFirst([...queue.beingRemoved(), ...queue.trash()]);
    const tell = (id: string): void => printMade(cli, printable(id), `Job ${id} was restored all the same.`);
    const account = new Account<string>(cli, { participle: "restored", json, ...(json ? {} : { tell }) });
    const names = account.find(words, (word) => findInTrash(queue, trash, word).map(({ name }) => name));
    const ids = new Map(trash.map(({ name, id }) => [name, id]));
    await account.settle(queue.restoreMany(names), (name) => ids.get(name) ?? name);
  },
});

function latestFirst(removed: readonly TrashedJob[]): readonly TrashedJob[] {
  return removed.toSorted((a, b) => b.removedAt.getTime() - a.removedAt.getTime());
}

function findInTrash(queue: JobQueue, trash: readonly TrashedJob[], word: string): readonly TrashedJob[] {
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
