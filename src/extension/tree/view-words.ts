/**
 * What the Jobs view says beside its rows: one of the `viewsWelcome` texts in package.json where there are none, else a
 * message above them.
 */
import type { Queues } from "../queues/queues.js";
import { isEmpty, visibleQueues } from "./visible-queues.js";

type Welcome = "none" | "noFolder" | "missing" | "gone" | "empty";

const RESTRICTED = "Restricted Mode: jobs are shown, nothing is run or changed.";

const GONE = "was here and is gone: deleted, moved, or on a disk that is away. It is shown again when it is back.";

/** Above the rows, where a long reason has room to be read. Where there are none, VS Code would show it in the place of the welcome. */
export function messageFor(queues: Queues, { trusted }: { readonly trusted: boolean }): string {
  if (welcomeFor(queues) !== "none") return "";
  const reasons = queues.all.flatMap(({ status }) => (status?.kind === "unusable" ? [status.reason] : []));
  const gone = queues.all.flatMap(({ vanished, directory }) => (vanished ? [`${directory} ${GONE}`] : []));
  return [...reasons, ...gone, ...(trusted ? [] : [RESTRICTED])].join(" ");
}

export function welcomeFor(queues: Queues): Welcome {
  if (queues.all.length === 0) return "noFolder";
  // Not before every queue has been heard of, or the wrong words would flash up.
  if (queues.all.some(({ status }) => status === undefined)) return "none";
  const visible = visibleQueues(queues);
  if (visible.length === 0) return queues.all.some(({ vanished }) => vanished) ? "gone" : "missing";
  return visible.length === 1 && visible.every(isEmpty) ? "empty" : "none";
}
