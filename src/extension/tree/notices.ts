/**
 * What stands above a queue's states: why it shows nothing new, what is wrong with it, or why nothing starts, and what to
 * do about it.
 */
import { clockTime, problems } from "../../wording/index.js";
import type { QueueHandle } from "../queues/queues.js";
import type { Notice, NoticeNode } from "./nodes.js";

export function noticeNodes(queue: QueueHandle, namesQueue: boolean): readonly NoticeNode[] {
  return noticesOf(queue).map((notice) => ({ kind: "notice", queue, notice, namesQueue }));
}

export function noticesOf(queue: QueueHandle): readonly Notice[] {
  const trouble = troubleOf(queue);
  if (trouble !== undefined) return [trouble];
  return [problemsOf(queue), pauseOf(queue) ?? staffingOf(queue)].filter((notice) => notice !== undefined);
}

function problemsOf({ status }: QueueHandle): Notice | undefined {
  if (status?.kind !== "ready" || status.problems === undefined) return undefined;
  return { kind: "problems", label: problems(status.problems), detail: "", command: "dirq.checkQueue" };
}

function troubleOf({ status, answering, directory }: QueueHandle): Notice | undefined {
  switch (answering.kind) {
    case "silent":
      return {
        kind: "trouble",
        // A row whose words change each second is drawn each second, and a click on one that is being drawn is lost.
        label: `Not answering since ${clockTime(answering.sinceMs, Date.now())}`,
        detail: `${directory} does not answer: its disk may hang, or the network that it is on. The view goes on when it does.`,
      };
    case "restarting":
      return { kind: "trouble", label: "Starting again", detail: `its process ended (${answering.reason})` };
    case "answering":
      break;
  }
  if (status?.kind === "unusable") return { kind: "trouble", label: "Cannot be read", detail: status.reason };
  if (status?.kind === "missing") {
    return { kind: "missing", label: "No jobs directory", detail: `There is none at ${directory}.` };
  }
  return undefined;
}

function pauseOf({ status, canWrite }: QueueHandle): Notice | undefined {
  if (status?.kind !== "ready" || !status.paused) return undefined;
  const detail = "paused: no dirq worker starts a job";
  return canWrite
    ? { kind: "paused", label: "Resume Queue", detail, command: "dirq.resume" }
    : { kind: "paused", label: "Paused", detail: "no dirq worker starts a job" };
}

function staffingOf({ status, canWrite }: QueueHandle): Notice | undefined {
  if (status?.kind !== "ready" || status.staffing !== "none" || status.counts.queued === 0) return undefined;
  return canWrite
    ? { kind: "noWorker", label: "Start Worker", detail: "no worker is alive", command: "dirq.startWorker" }
    : { kind: "noWorker", label: "No worker is alive", detail: "nothing starts meanwhile" };
}
