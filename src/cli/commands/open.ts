import { JobQueue } from "../../queue/index.js";
import { jobLink } from "../../wording/index.js";
import { JOB_WORD, resolveJob } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit-codes.js";
import { linkOpener, openLink } from "../showing/link-opener.js";
import { codeOf, sayTrouble } from "../trouble.js";

export const open = defineCommand({
  name: "open",
  summary: "show a job in VS Code",
  about:
    "Show a job in VS Code, in the window that was used last: the folder with the queue has to be open there. The editor is $DIRQ_EDITOR, else that of this terminal, else the first of code, code-insiders, codium and cursor. Where there is none, the link is printed.",
  words: { usage: "<id>", help: JOB_WORD, offers: { kind: "jobs" } },
  options: { print: { type: "boolean", help: "only print the link, for a note or a chat" } },
  examples: [
    ["Look at what failed last", "dirq open last-failed"],
    ["With another editor", "DIRQ_EDITOR=codium dirq open last"],
  ],
  run(cli, [word = ""], { print }) {
    const queue = new JobQueue(cli.jobsDirectory);
    const id = resolveJob(queue, word);
    const { scheme, command } = linkOpener();
    const link = jobLink({ queue: queue.directory, id }, scheme);
    if (print) cli.out.line(link);
    else if (command === undefined) printInstead(cli, link, id);
    else follow(cli, command, link);
  },
});

function follow(cli: Cli, command: string, link: string): void {
  try {
    openLink(command, link);
  } catch (error) {
    sayTrouble(cli, error);
    cli.exitCode = codeOf(error);
    cli.out.line(link);
  }
}

/** In a terminal of VS Code the extension makes links of ids. */
function printInstead(cli: Cli, link: string, id: string): void {
  cli.exitCode = EXIT.failure;
  cli.out.line(link);
  const isInVsCode = process.env["TERM_PROGRAM"] === "vscode";
  cli.say(
    isInVsCode
      ? `Nothing here opens links. Click on ${id} with Ctrl or Cmd held, or name an editor in $DIRQ_EDITOR.`
      : "No editor was found here. Open the link where VS Code runs, or name an editor in $DIRQ_EDITOR.",
  );
}
