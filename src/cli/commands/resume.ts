import { JobQueue } from "../../queue/index.js";
import { jobs, printable } from "../../wording/index.js";
import { defineCommand } from "../command.js";
import { asciiJson } from "../json/ascii-json.js";
import { sayIfNobodyWorks } from "../submitting/nobody-works.js";

export const resume = defineCommand({
  name: "resume",
  summary: "go on after pause",
  about: "Let workers start jobs of a paused queue again.",
  options: { json: { type: "boolean", help: "one object: whether it was paused, and how many jobs are queued" } },
  examples: [["Go on", "dirq resume"]],
  run(cli, _words, { json }) {
    const queue = new JobQueue(cli.jobsDirectory);
    const { paused } = queue;
    // Counted before, for a worker may take the first at once.
    const { queued } = queue.counts();
    queue.resume();
    if (json) return cli.out.line(asciiJson({ paused: false, was_paused: paused, queued }));
    const what = queued === 0 ? "no job is queued" : `${jobs(queued)} queued`;
    cli.say(`${printable(queue.directory)} ${paused ? "goes on" : "was not paused"}: ${what}.`);
    if (queued > 0) sayIfNobodyWorks(cli, queue);
  },
});
