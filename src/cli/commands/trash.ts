import { JobQueue, trashSeen } from "../../queue/index.js";
import { bytes, emptiedWords, jobs, printable, shellJoin } from "../../wording/index.js";
import { Account } from "../changing/change-jobs.js";
import { confirmDeletion, YES_OPTION } from "../changing/confirm.js";
import type { Cli } from "../cli.js";
import { defineCommand, type Options, type Values } from "../command.js";
import { asciiJson } from "../json/ascii-json.js";
import { printTrash } from "../tables/trash-table.js";
import { UsageError } from "../trouble.js";
import { similarOrAll } from "../typed/similar.js";
import { lengthOfTime } from "../typed/when.js";

const OPTIONS = {
  json: { type: "boolean", help: "of list: one array; of empty: one object, what was deleted" },
  before: { type: "string", value: "duration", help: "of empty: only what was removed so long ago" },
  ...YES_OPTION,
} as const satisfies Options;

type TrashOptions = Values<typeof OPTIONS>;

export const trash = defineCommand({
  name: "trash",
  summary: "what rm removed; empty frees the disk",
  about:
    "Show the jobs that dirq rm has moved to the trash, the last removed first, and of what was removed together the last submitted; or delete them for good, which frees the disk. What is older than 7 days any worker deletes.",
  words: {
    usage: "[list|empty]",
    help: "list, if nothing is said",
    offers: { kind: "values", values: ["list", "empty"] },
  },
  options: OPTIONS,
  examples: [
    ["What can be restored", "dirq trash"],
    ["Free the disk", "dirq trash empty"],
  ],
  run(cli, [action = "list"], options) {
    const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (act === undefined)
      throw new UsageError(
        `There is no dirq trash ${shellJoin([action])}.${similarOrAll(action, Object.keys(ACTIONS))}`,
      );
    return act(cli, new JobQueue(cli.jobsDirectory), options);
  },
});

const ACTIONS: Readonly<Record<string, (cli: Cli, queue: JobQueue, options: TrashOptions) => void | Promise<void>>> = {
  list,
  empty,
};

function list(cli: Cli, queue: JobQueue, options: TrashOptions): void {
  // Whoever looks at what would be deleted is not to be shown something else.
  if (options.before !== undefined)
    throw new UsageError("--before says what dirq trash empty deletes; dirq trash shows all that was removed.");
  printTrash(cli, queue, options);
}

async function empty(cli: Cli, queue: JobQueue, { before, yes, json }: TrashOptions): Promise<void> {
  const olderThan = before === undefined ? 0 : lengthOfTime("--before", before);
  const latest = Date.now() - 1_000 * olderThan;
  const found = [...queue.walkTrash()].filter(({ removedAt }) => removedAt.getTime() <= latest);
  const seen = trashSeen(found);
  const sizes = new Map(found.map(({ name, bytes }) => [name, bytes]));
  const sizeOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  const amount = `${jobs(seen.jobs.length)}, ${bytes(sizeOf(sizes.keys()))}`;
  if (seen.jobs.length > 0 && !confirmDeletion(cli, amount, yes)) return;
  const deleted: string[] = [];
  const account = new Account(cli, { participle: "deleted", tell: (_value: void, name) => deleted.push(name) });
  account.find(seen.jobs, (name) => [name]);
  await account.settle(queue.purgeSeen(seen));
  const freed = deleted.length > 0 ? sizeOf([...deleted, ...seen.others]) : 0;
  if (json) cli.out.line(asciiJson({ deleted: deleted.length, bytes: freed }));
  else if (deleted.length > 0) cli.say(emptiedWords(deleted.length, freed));
  else if (seen.jobs.length === 0) cli.say(nothingThere(queue, before));
}

function nothingThere({ directory }: JobQueue, before: string | undefined): string {
  const queue = printable(directory);
  return before === undefined
    ? `The trash of ${queue} is empty.`
    : `Nothing in the trash of ${queue} was removed so long ago.`;
}
