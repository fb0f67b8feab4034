import { JobQueue, type WorkerStatus } from "../../queue/index.js";
import { localTime, printable, shortId } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { asciiJson } from "../json/ascii-json.js";
import type { Style } from "../screen.js";
import { tableLines, type Cell } from "../tables/table.js";
import { pythonWorkersOf } from "../workers/python-workers.js";

export const workers = defineCommand({
  name: "workers",
  summary: "who works on this queue, and whether they live",
  about:
    "Show the workers of this queue, whether each is alive, dead or unknown, and how that is known. Python workers leave no trace but in the jobs that they run now. What a dead worker left is brought back by every other worker, and by dirq doctor --fix.",
  options: { json: { type: "boolean", help: "one array, with the whole ids of the jobs that each has" } },
  examples: [
    ["Who is there", "dirq workers"],
    ["Let every worker of this machine finish and end", "kill $(dirq workers --json | jq '.[].pid')"],
  ],
  run(cli, _words, { json }) {
    const queue = new JobQueue(cli.jobsDirectory);
    const statuses = queue.workers();
    if (json) cli.out.line(asciiJson(statuses));
    else if (statuses.length === 0) cli.say(`No dirq worker is at work on ${printable(queue.directory)}.`);
    else {
      const { width } = cli.out;
      const shape = { headings: HEADINGS, yielding: [HEADINGS.length - 1], width };
      cli.out.lines(tableLines(cli.out, shape, statuses.map(row)));
    }
    if (!json) sayPythonWorkers(cli, queue);
  },
});

function sayPythonWorkers(cli: Cli, queue: JobQueue): void {
  const names = pythonWorkersOf(queue);
  if (names.length > 0) cli.say(`Python workers that run a job: ${printable(names.join(", "))}`);
}

const HEADINGS = ["NAME", "HOST", "PID", "SINCE", "SLOTS", "JOBS", "STATE", "EVIDENCE"];

const STYLES: Readonly<Record<WorkerStatus["liveness"], Style>> = { alive: "green", dead: "red", unknown: "magenta" };

function row({ name, host, pid, since, slots, jobs, liveness, stopping, evidence }: WorkerStatus): Cell[] {
  return [
    { text: printable(name) },
    { text: printable(host) },
    { text: String(pid) },
    { text: localTime(since.getTime()), style: "dim" },
    { text: String(slots) },
    { text: jobs.map(shortId).join(" ") || "-", style: "cyan" },
    { text: stopping === undefined ? liveness : `${liveness}, stopping`, style: STYLES[liveness] },
    { text: printable(evidence) },
  ];
}
