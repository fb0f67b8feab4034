import { JobQueue } from "../../queue/index.js";
import { bytes, emptiedWords, jobs, printable, shellJoin } from "../../wording/index.js";
import { confirmDeletion, YES_OPTION } from "../changing/confirm.js";
import type { Cli } from "../cli.js";
import { defineCommand, type Options, type Values } from "../command.js";
import { asciiJson } from "../json/ascii-json.js";
import { printTrash } from "../tables/trash-table.js";
import { UsageError } from "../trouble.js";
import { similarTo } from "../typed/similar.js";
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
    "Show the jobs that dirq rm has moved to the trash, the last removed first; or delete them for good, which frees the disk. What is older than 7 days any worker deletes.",
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
    if (act === undefined) {
      const names = Object.keys(ACTIONS);
      throw new UsageError(
        `There is no dirq trash ${shellJoin([action])}.${similarTo(action, names) || ` There are: ${names.join(", ")}`}`,
      );
    }
    act(cli, new JobQueue(cli.jobsDirectory), options);
  },
});

const ACTIONS: Readonly<Record<string, (cli: Cli, queue: JobQueue, options: TrashOptions) => void>> = {
  list: printTrash,
  empty,
};

function empty(cli: Cli, queue: JobQueue, { before, yes, json }: TrashOptions): void {
  const olderThan = before === undefined ? 0 : lengthOfTime("--before", before);
  const latest = Date.now() - 1_000 * olderThan;
  const names = queue.trash().flatMap(({ name, removedAt }) => (removedAt.getTime() <= latest ? [name] : []));
  const size = queue.trashSize(before === undefined ? undefined : names);
  const isWanted = names.length === 0 || confirmDeletion(cli, `${jobs(names.length)}, ${bytes(size)}`, yes);
  if (!isWanted) return;
  const deleted = queue.emptyTrash({ olderThan });
  if (json) cli.out.line(asciiJson({ deleted, bytes: deleted > 0 ? size : 0 }));
  else if (deleted > 0) cli.say(emptiedWords(deleted, size));
  else if (before === undefined) cli.say(`The trash of ${printable(queue.directory)} is empty.`);
  else cli.say(`Nothing in the trash of ${printable(queue.directory)} was removed so long ago.`);
}
