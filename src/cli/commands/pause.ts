import { JobQueue } from "../../queue/index.js";
import { printable } from "../../wording/index.js";
import { defineCommand } from "../command.js";

export const pause = defineCommand({
  name: "pause",
  summary: "start no more jobs of this queue, for now",
  about:
    "Let dirq's workers start no more jobs of this queue until dirq resume. Running jobs go on, and so do Python workers, which know nothing of it.",
  options: {},
  examples: [["Give the machine a rest", "dirq pause"]],
  run(cli) {
    const queue = new JobQueue(cli.jobsDirectory);
    queue.pause();
    cli.say(`${printable(queue.directory)} is paused. To go on: ${cli.commandLine("resume")}`);
  },
});
