import { JobQueue } from "../../queue/index.js";
import { count, isHeld, jobs, printable } from "../../wording/index.js";
import { defineCommand } from "../command.js";
import { asciiJson } from "../json/ascii-json.js";
import { sayIfNobodyWorks } from "../submitting/standing-queue.js";

export const resume = defineCommand({
  name: "resume",
  summary: "go on after pause",
  about: "Let workers start jobs of a paused queue again.",
  options: {
    json: { type: "boolean", help: "one object: whether it was paused, and how many jobs are queued, and held" },
  },
  examples: [["Go on", "dirq resume"]],
  run(cli, _words, { json }) {
    const queue = new JobQueue(cli.jobsDirectory);
    const { paused } = queue;
    // Counted before, for a worker may take the first at once.
    const { queued, held } = countQueued(queue);
    queue.resume();
    if (json) return cli.out.line(asciiJson({ paused: false, was_paused: paused, queued, held }));
    const what = queued === 0 ? "no job is queued" : `${jobs(queued)} queued`;
    const others = held === 0 ? "" : `, ${count(held)} held`;
    cli.say(`${printable(queue.directory)} ${paused ? "goes on" : "was not paused"}: ${what}${others}.`);
    if (queued > 0) sayIfNobodyWorks(cli, queue);
  },
});

/** What is held starts only when somebody releases it. */
function countQueued(queue: JobQueue): { readonly queued: number; readonly held: number } {
  const all = [...queue.scan().values()].filter(({ state }) => state === "queued");
  const held = all.filter(isHeld).length;
  return { queued: all.length - held, held };
}
