/** A box for one of the options of a job; what is wrong with it is said while it is typed. */
import { A_LENGTH_OF_TIME, A_WHOLE_NUMBER, secondsIn, wholeNumberIn } from "../../wording/index.js";
import { directoryOf, optionsOf, type Draft, type Option } from "./draft.js";
import type { Flow } from "./flow.js";
import type { TextQuestion } from "./screen.js";
import type { Step } from "./steps.js";

type Box = Pick<TextQuestion, "placeholder" | "prompt" | "check">;

export function optionStep({ screen, history, title }: Flow, option: Option): Step<Draft> {
  return async (draft, { canGoBack }) => {
    const { placeholder, prompt, check } = boxFor(option, draft);
    const known = optionsOf(draft, history.optionsOf(draft.command))[option] ?? "";
    const answer = await screen.type({
      title: `${title}: ${OPTION_TITLES[option]}`,
      placeholder,
      prompt,
      value: draft.unfinished[option] ?? known,
      canGoBack,
      check: (typed) => (typed.trim() === "" ? undefined : check(typed.trim())),
    });
    if (answer.kind === "left") return { go: "away" };
    const typed = answer.typed.trim();
    const isWrong = answer.kind === "back" && !answer.right;
    if (isWrong) return { go: "back", state: { ...draft, unfinished: { ...draft.unfinished, [option]: typed } } };
    // What another command was given before is chosen for this one only when somebody changes it.
    const chosen = typed === known ? draft.chosen : { ...draft.chosen, [option]: typed };
    return { go: "back", state: { ...draft, chosen, unfinished: without(option, draft) } };
  };
}

export const OPTION_TITLES: Readonly<Record<Option, string>> = {
  name: "Name",
  directory: "Directory",
  timeout: "Timeout",
  retries: "Retries",
};

function boxFor(option: Option, draft: Draft): Box {
  switch (option) {
    case "name":
      return {
        placeholder: "Name (optional)",
        prompt: "What to call the job. Empty: its command is shown instead.",
        check: () => undefined,
      };
    case "directory":
      return {
        placeholder: directoryOf(draft, {}) ?? "Directory (optional)",
        prompt: "Where the command runs: absolute, from ~, or relative to the folder. Empty: the folder itself.",
        check: (typed) => checkDirectory(draft, typed),
      };
    case "timeout":
      return {
        placeholder: "For example 90s, 30m, 2h or 7d (optional)",
        prompt: "Stop the job when it has run so long. Empty: never.",
        check: (typed) => (secondsIn(typed) === undefined ? `It has to be ${A_LENGTH_OF_TIME}.` : undefined),
      };
    case "retries":
      return {
        placeholder: "Number (optional)",
        prompt: "How often to try again when it fails. Empty: not at all.",
        check: (typed) => (wholeNumberIn(typed) === undefined ? `It has to be ${A_WHOLE_NUMBER}.` : undefined),
      };
  }
}

/** What is wrong with a directory. Asked of the queue's process: the disk may hang, and with it whoever asks. */
export async function checkDirectory(draft: Draft, typed: string): Promise<string | undefined> {
  const directory = directoryOf(draft, { directory: typed });
  if (directory === undefined) return "It has to be an absolute path: no folder is open that it could be relative to.";
  return draft.queue?.live.checkDirectory(directory);
}

function without(option: Option, { unfinished }: Draft): Draft["unfinished"] {
  return Object.fromEntries(Object.entries(unfinished).filter(([key]) => key !== option));
}
