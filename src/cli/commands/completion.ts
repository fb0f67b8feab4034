import { shellJoin } from "../../wording/index.js";
import { defineCommand } from "../command.js";
import { COMPLETION_SCRIPTS } from "../completion/completion-scripts.js";
import { UsageError } from "../trouble.js";

const SHELLS = Object.keys(COMPLETION_SCRIPTS);

export const completion = defineCommand({
  name: "completion",
  summary: "let a shell complete commands, options and ids",
  about:
    "Print a script for bash, zsh or fish. With it the Tab key completes commands, options and their values, ids of jobs (by their ending, too), names and batches, and behind submit a command of its own.",
  words: {
    usage: `<${SHELLS.join("|")}>`,
    help: "the shell that is to complete",
    offers: { kind: "values", values: SHELLS },
  },
  options: {},
  examples: [
    ["bash: one line in ~/.bashrc", `eval "$(dirq completion bash)"`],
    ["zsh: in ~/.zshrc, behind compinit", `eval "$(dirq completion zsh)"`],
    ["fish: once", "dirq completion fish > ~/.config/fish/completions/dirq.fish"],
  ],
  run(cli, [shell = ""]) {
    const script = Object.hasOwn(COMPLETION_SCRIPTS, shell) ? COMPLETION_SCRIPTS[shell] : undefined;
    if (script !== undefined) return cli.out.write(script);
    // Most who type another mean another: tcsh is as near to bash as a slip would be.
    throw new UsageError(`There is no completion for ${shellJoin([shell])}. There are: ${SHELLS.join(", ")}`);
  },
});
