/** `resubmit --edit`: a job's params in the person's own editor, submitted as a new job. VS Code edits the same text. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { JobQueue } from "../../queue/index.js";
import { ask } from "../changing/confirm.js";
import { asWords } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { isTerminal } from "../screen.js";
import { codeOf, CommandError, sayTrouble } from "../trouble.js";
import { chosenEditor, edit } from "./editor.js";
import { sayWhyNotYet } from "./submitted.js";

/** Prints the id of the new job. Where none is submitted it says why, and where what was written is kept. */
export function editAndResubmit(cli: Cli, queue: JobQueue, id: string): void {
  const editor = chosenEditor();
  const original = queue.textToEdit(id);
  const path = fileFor(id, original);
  try {
    const text = editedText(cli, queue, { id, editor, path, original });
    const job = queue.resubmitEdited(id, text);
    cli.out.writeIfRead(`${job.id}\n`);
    sayWhyNotYet(cli, queue, { ids: [job.id], first: job });
  } catch (error) {
    sayTrouble(cli, error);
    cli.exitCode = codeOf(error);
    const written = textIn(path);
    if (written !== original && written.trim() !== "")
      return cli.say(`What you wrote is kept. To go on with it: ${cli.commandLine("submit", path)}`);
  }
  remove(path);
}

interface Edited {
  readonly id: string;
  readonly editor: string;
  readonly path: string;
  readonly original: string;
}

/** A text of which a job can be made. @throws CommandError when the person leaves it at something else */
function editedText(cli: Cli, queue: JobQueue, { id, editor, path, original }: Edited): string {
  for (;;) {
    edit(editor, path);
    const text = textIn(path);
    if (text.trim() === "") throw new CommandError("The text is empty, so nothing was submitted.");
    if (text === original) throw new CommandError(unchanged(cli, id));
    const fault = queue.faultInEdited(text);
    if (fault === undefined) return text;
    const words = `Line ${fault.line}: ${fault.words}.`;
    if (!isTerminal(0) || !cli.err.isTerminal) throw new CommandError(`${words} Nothing was submitted.`);
    cli.say(words);
    if (!ask(cli, "Edit it again?")) throw new CommandError("Nothing was submitted.");
  }
}

function unchanged(cli: Cli, id: string): string {
  return (
    `Nothing was changed, so nothing was submitted. To submit it as it is: ${cli.commandLine("resubmit", ...asWords(id))}. ` +
    "An editor that returns before you are done needs to be told to wait, as in EDITOR='code --wait'."
  );
}

/** In a directory that only this user may enter: there may be secrets in it. The name is what the editor shows. */
function fileFor(id: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "dirq-")), `resubmit-${id}.json`);
  writeFileSync(path, text, { mode: 0o600, flag: "wx" });
  return path;
}

/** Empty where the editor has left no file. */
function textIn(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function remove(path: string): void {
  rmSync(dirname(path), { recursive: true, force: true });
}
