import { hostname } from "node:os";
import { defineCommand } from "../command.js";
import { loadWorker } from "../load-worker.js";
import { seconds, wholeNumber } from "../numbers.js";
import { stopSignals } from "../stop-signals.js";
import { UsageError } from "../trouble.js";
import { WorkerReport } from "../worker-report.js";

export const worker = defineCommand({
  name: "worker",
  summary: "run what is queued",
  about:
    "Run what is queued, until told to stop: shell commands, or with a file the jobs that its worker accepts. Ctrl-C lets the running jobs finish; a second one stops them and puts them back into the queue.",
  words: {
    usage: "[my-worker.mjs]",
    help: 'a module whose default export has accepts and processJob; import from "dirq"',
  },
  options: {
    rm: { type: "boolean", help: "end when nothing is left to run" },
    slots: { type: "string", value: "number", help: "how many jobs run at the same time; 1" },
    "poll-interval": { type: "string", value: "s", help: "seconds between looks where no hint comes; 1" },
    name: { type: "string", short: "n", value: "name", help: "its name in the records of its jobs" },
    shell: { type: "string", value: "program", help: "what reads commands, instead of /bin/sh" },
  },
  examples: [
    ["Four at a time, until all is done", "dirq worker --slots 4 --rm"],
    ["Jobs of your own kind", "dirq worker ./my-worker.mjs"],
  ],
  async run(cli, [file], options) {
    if (file !== undefined && options.shell !== undefined)
      throw new UsageError("--shell is for shell commands, not for a worker of your own.");
    const slots = options.slots === undefined ? 1 : wholeNumber("--slots", options.slots);
    const pollInterval =
      options["poll-interval"] === undefined ? 1 : seconds("--poll-interval", options["poll-interval"]);
    const runner = await loadWorker({ jobsDirectory: cli.jobsDirectory, file, shell: options.shell });
    const name = options.name ?? `${hostname()}-${process.pid}`;
    const report = new WorkerReport(cli);
    const stop = stopSignals({ onDrain: () => report.draining(), onKill: () => report.killing() });
    // Before anything is said: a directory that cannot be used is the first thing to know.
    runner.queue.create();
    report.begin(runner.queue.directory, { name, slots });
    try {
      await runner.run({
        slots,
        pollInterval,
        name,
        stopWhenEmpty: options.rm === true,
        signal: stop.drain,
        killSignal: stop.kill,
        onEvent: (event) => report.tell(event),
      });
    } finally {
      stop.release();
    }
    cli.exitCode = stop.exitCode();
  },
});
