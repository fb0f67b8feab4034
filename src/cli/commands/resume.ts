import { JobQueue } from "../../queue/index.js";
import { printable } from "../../wording/index.js";
import { defineCommand } from "../command.js";

export const resume = defineCommand({
  name: "resume",
  summary: "go on after pause",
  about: "Let workers start jobs of a paused queue again.",
  options: {},
  examples: [["Go on", "dirq resume"]],
  run(cli) {
    const queue = new JobQueue(cli.jobsDirectory);
    const { paused } = queue;
    queue.resume();
    cli.say(`${printable(queue.directory)} ${paused ? "goes on" : "was not paused"}.`);
  },
});
