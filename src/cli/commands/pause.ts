import { JobQueue } from "../../queue/index.js";
import { printable } from "../../wording/index.js";
import { defineCommand } from "../command.js";
import { asciiJson } from "../json/ascii-json.js";

export const pause = defineCommand({
  name: "pause",
  summary: "start no more jobs of this queue, for now",
  about:
    "Let dirq's workers start no more jobs of this queue until dirq resume. Running jobs go on, and so do Python workers, which know nothing of it.",
  options: { json: { type: "boolean", help: "one object: that it is paused" } },
  examples: [["Give the machine a rest", "dirq pause"]],
  run(cli, _words, { json }) {
    const queue = new JobQueue(cli.jobsDirectory);
    queue.pause();
    if (json) cli.out.line(asciiJson({ paused: true }));
    else cli.say(`${printable(queue.directory)} is paused. To go on: ${cli.commandLine("resume")}`);
  },
});
