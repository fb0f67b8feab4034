import { JobQueue, type Finding } from "../../queue/index.js";
import { printable } from "../../wording/index.js";
import { killLeftBehind } from "../../worker/index.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit-codes.js";
import type { Style } from "../screen.js";

export const doctor = defineCommand({
  name: "doctor",
  summary: "what is wrong with this queue",
  about:
    "Look for what is wrong with this queue, and say how that is known and what would be done about it; one line each. Ends with 0 when there is nothing, with 1 when there is, with 125 for trouble of its own.",
  options: {
    fix: { type: "boolean", help: "mend what is safe to mend; no job, no result and no trash is deleted" },
    json: { type: "boolean", help: "one object: what was mended, and what is there" },
  },
  hasCodesOfItsOwn: true,
  examples: [
    ["Only look", "dirq doctor"],
    ["Bring back the jobs of a worker that died", "dirq doctor --fix"],
  ],
  run(cli, _words, { fix, json }) {
    const queue = new JobQueue(cli.jobsDirectory);
    const before = queue.diagnose();
    if (fix) queue.recovery(killLeftBehind).run();
    const findings = fix ? queue.diagnose() : before;
    const mended = before.filter((finding) => !findings.some((left) => isSame(left, finding)));
    cli.exitCode = findings.length === 0 ? EXIT.ok : EXIT.failure;
    if (json) return cli.out.line(JSON.stringify({ mended, findings }, null, 2));
    for (const finding of mended) printFinding(cli, finding, { style: "green", end: `Mended: ${finding.remedy}` });
    for (const finding of findings) printFinding(cli, finding, { style: "yellow", end: adviceOf(finding) });
    sayHowManyAreLeft(cli, queue, findings);
  },
});

function isSame(a: Finding, b: Finding): boolean {
  return a.kind === b.kind && a.path === b.path;
}

const LONGEST_KIND = "results-without-job".length;

function printFinding(
  { out }: Cli,
  { kind, id, path, evidence }: Finding,
  { style, end }: { readonly style: Style; readonly end: string },
): void {
  const words = printable(`${id ?? path}  ${evidence}. ${end}`);
  out.line(`${out.style(style, kind.padEnd(LONGEST_KIND))}  ${words}`);
}

function adviceOf({ fixable, remedy }: Finding): string {
  return fixable ? `With --fix: ${remedy}` : remedy.slice(0, 1).toUpperCase() + remedy.slice(1);
}

function sayHowManyAreLeft(cli: Cli, queue: JobQueue, findings: readonly Finding[]): void {
  const fixable = findings.filter((finding) => finding.fixable).length;
  if (findings.length === 0) cli.say(`Nothing is wrong with ${printable(queue.directory)}.`);
  else if (fixable > 0) cli.say(`To mend ${fixable} of ${findings.length}: ${cli.commandLine("doctor", "--fix")}`);
}
