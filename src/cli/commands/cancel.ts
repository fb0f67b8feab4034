import { hostname, userInfo } from "node:os";
import { JobQueue } from "../../queue/index.js";
import { defineCommand } from "../command.js";
import { forEachJob, JOB_WORD } from "../job-words.js";

export const cancel = defineCommand({
  name: "cancel",
  summary: "stop jobs, or keep them from starting",
  about: "Stop running jobs with all their processes, and keep queued ones from starting. Their record stays.",
  words: { usage: "<id...>", help: JOB_WORD },
  options: { why: { type: "string", value: "text", help: "the reason, for the record" } },
  examples: [
    ["The newest job", "dirq cancel last"],
    ["Wait until it has stopped", "dirq cancel 4711; dirq wait 4711"],
  ],
  run(cli, words, { why }) {
    const queue = new JobQueue(cli.jobsDirectory);
    const request = { by: `${userName()}@${hostname()}`, ...(why === undefined ? {} : { why }) };
    forEachJob(cli, { queue, words, participle: "cancelled" }, (id) => {
      const done = queue.cancel(id, request) === "cancelled";
      cli.say(done ? `Cancelled ${id}.` : whoStops(queue, id));
    });
  },
});

/** A dead worker answers nobody: what it left running ends only when others come by. */
function whoStops(queue: JobQueue, id: string): string {
  const worker = queue.workers().find(({ jobs }) => jobs.includes(id));
  return worker?.liveness === "dead"
    ? `The worker of ${id} has died. The next worker stops what it left running, or dirq doctor --fix does.`
    : `Asked the worker of ${id} to stop it.`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers often run under a number that no user has.
    return `uid ${process.getuid?.() ?? "?"}`;
  }
}
