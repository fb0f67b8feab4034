import { forbidsWriting, isAmong, JobQueue, type Finding } from "../../queue/index.js";
import { printable } from "../../wording/index.js";
import { killLeftBehind } from "../../worker/index.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit-codes.js";
import { asciiJson } from "../json/ascii-json.js";
import type { Style } from "../screen.js";

export const doctor = defineCommand({
  name: "doctor",
  summary: "what is wrong with this queue",
  about:
    "Look for what is wrong with this queue, and say how that is known and what would be done about it; one line each. Looking writes nothing; with --fix the disk is tried too. Ends with 0 when there is nothing, or only what may be wanted so, with 1 when there is, with 125 for trouble of its own.",
  options: {
    fix: {
      type: "boolean",
      help: "mend what is safe to mend, and try whether the disk can rename and keep time; no job, no result and no trash before its time is deleted",
    },
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
    const mayMend = fix === true && !before.some(forbidsWriting);
    const findings = mayMend ? [...queue.mend(killLeftBehind), ...queue.diagnose()] : before;
    const isLeft = isAmong(findings);
    const mended = before.filter((one) => one.fixable && !isLeft(one));
    cli.exitCode = findings.some(isWrong) ? EXIT.failure : EXIT.ok;
    if (json) return cli.out.line(asciiJson({ mended: mended.map(forJson), findings: findings.map(forJson) }));
    for (const finding of mended) printFinding(cli, finding, { style: "green", end: `Mended: ${finding.remedy}` });
    for (const finding of findings)
      printFinding(cli, finding, { style: isWrong(finding) ? "yellow" : "dim", end: adviceOf(finding) });
    sayHowItStands(cli, queue, findings, { fix });
  },
});

/** Every key is there, whatever the finding: programs rely on it. */
function forJson({ kind, id, jobs, path, evidence, remedy, fixable, harmless }: Finding): object {
  const about = jobs ?? (id === undefined ? [] : [id]);
  return { kind, id: id ?? null, jobs: about, path, evidence, remedy, fixable, harmless: harmless === true };
}

function isWrong({ harmless }: Finding): boolean {
  return harmless !== true;
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

function sayHowItStands(
  cli: Cli,
  queue: JobQueue,
  findings: readonly Finding[],
  { fix = false }: { readonly fix: boolean | undefined },
): void {
  const directory = printable(queue.directory);
  const fixable = findings.filter((finding) => finding.fixable).length;
  if (!findings.some(isWrong))
    cli.say(`Nothing is wrong with ${directory}${fix ? ", and its disk does what it should" : ""}.`);
  else if (findings.some(forbidsWriting)) cli.say(`Nothing was written to ${directory}.`);
  else if (fixable > 0 && !fix)
    cli.say(`To mend ${fixable} of ${findings.length}: ${cli.commandLine("doctor", "--fix")}`);
}
