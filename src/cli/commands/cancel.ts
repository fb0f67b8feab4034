import { hostname, userInfo } from "node:os";
import { JobQueue, type JobOrDamaged } from "../../queue/index.js";
import { CHANGES_JSON, forEachJob, lineAbout, type Changed } from "../changing/change-jobs.js";
import { jobsToChange, noneSelected, SELECTION_OPTIONS, statesOf } from "../choosing/job-selection.js";
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
    const named = jobsToChange(queue, { words: given, command: "cancel", narrow: notEnded }, options);
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
      words: (changed) => cancelledWords(queue, changed),
    });
  },
});

function notEnded(jobs: readonly JobOrDamaged[]): readonly JobOrDamaged[] {
  return jobs.filter(({ state }) => state === "queued" || state === "running");
}

function cancelledWords(queue: JobQueue, changed: readonly Changed<"cancelled" | "requested">[]): readonly string[] {
  const cancelled = changed.filter(({ value }) => value === "cancelled");
  const requested = changed.filter(({ value }) => value === "requested");
  // A dead worker answers nobody: what it left running ends only when others come by.
  const orphans = new Set(requested.length === 0 ? [] : jobsOfTheDead(queue));
  const asked = requested.filter(({ id }) => !orphans.has(id));
  const left = requested.filter(({ id }) => orphans.has(id));
  const whoStops = (theyLeft: string): string =>
    `The next worker stops what ${theyLeft} running, or dirq doctor --fix does.`;
  return [
    ...lineAbout(cancelled, { one: (id) => `Cancelled ${id}.`, many: (number) => `Cancelled ${number}.` }),
    ...lineAbout(asked, {
      one: (id) => `Asked the worker of ${id} to stop it.`,
      many: (number) => `Asked the workers of ${number} to stop them.`,
    }),
    ...lineAbout(left, {
      one: (id) => `The worker of ${id} has died. ${whoStops("it left")}`,
      many: (number) => `The workers of ${number} have died. ${whoStops("they left")}`,
    }),
  ];
}

function jobsOfTheDead(queue: JobQueue): readonly string[] {
  return queue.workers().flatMap(({ liveness, jobs }) => (liveness === "dead" ? jobs : []));
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers often run under a number that no user has.
    return `uid ${process.getuid?.() ?? "?"}`;
  }
}
