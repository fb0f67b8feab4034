import { hostname, userInfo } from "node:os";
import { JobQueue, type JobOrDamaged } from "../../queue/index.js";
import { CHANGES_JSON, forEachJob } from "../changing/change-jobs.js";
import { noneSelected, SELECTION_OPTIONS, statesOf, wordsOrSelected } from "../choosing/job-selection.js";
import { JOB_WORD } from "../choosing/job-words.js";
import { defineCommand } from "../command.js";

export const cancel = defineCommand({
  name: "cancel",
  summary: "stop jobs, or keep them from starting",
  about: "Stop running jobs with all their processes, and keep queued ones from starting. Their record stays.",
  words: { usage: "[id...]", help: JOB_WORD, offers: { kind: "jobs", states: ["queued", "running"] } },
  options: {
    ...SELECTION_OPTIONS,
    why: { type: "string", value: "text", help: "the reason, for the record" },
    ...CHANGES_JSON,
  },
  examples: [
    ["The newest job", "dirq cancel last"],
    ["All of a sweep that has not ended", "dirq cancel --batch sweep-3f9a2c"],
    ["Wait until it has stopped", "dirq cancel 4711; dirq wait 4711"],
  ],
  async run(cli, given, options) {
    const { why } = options;
    const queue = new JobQueue(cli.jobsDirectory);
    const named = wordsOrSelected(queue, { words: given, command: "cancel", narrow: notEnded }, options);
    if (named.names.length === 0) return cli.say(`Nothing to cancel: ${noneSelected(options)}.`);
    const states = statesOf(options);
    // What was queued when it was selected may run by now, and nobody asked for that to be stopped.
    const request = { by: `${userName()}@${hostname()}`, states, ...(why === undefined ? {} : { why }) };
    await forEachJob(cli, {
      queue,
      named,
      participle: "cancelled",
      operate: (ids, known) => queue.cancelMany(ids, { ...request, ...known }),
      json: options.json,
      facts: (outcome) => ({ outcome }),
      words: (outcome, id) => (outcome === "cancelled" ? `Cancelled ${id}.` : whoStops(queue, id)),
    });
  },
});

function notEnded(jobs: readonly JobOrDamaged[]): readonly JobOrDamaged[] {
  return jobs.filter(({ state }) => state === "queued" || state === "running");
}

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
