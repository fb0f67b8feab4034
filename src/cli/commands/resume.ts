import { JobQueue } from "../../queue/index.js";
import { jobs, printable } from "../../wording/index.js";
import { defineCommand } from "../command.js";
import { sayIfNobodyWorks } from "../nobody-works.js";

export const resume = defineCommand({
  name: "resume",
  summary: "go on after pause",
  about: "Let workers start jobs of a paused queue again.",
  options: {},
  examples: [["Go on", "dirq resume"]],
  run(cli) {
    const queue = new JobQueue(cli.jobsDirectory);
    const { paused } = queue;
    // Counted before, for a worker may take the first at once.
    const { queued } = queue.counts();
    queue.resume();
    const what = queued === 0 ? "no job is queued" : `${jobs(queued)} queued`;
    cli.say(`${printable(queue.directory)} ${paused ? "goes on" : "was not paused"}: ${what}.`);
    if (queued > 0) sayIfNobodyWorks(cli, queue);
  },
});
