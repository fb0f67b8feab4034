/** All that the job will be, before it is: Enter submits it, and each row can be changed. */
import { duration, printable, secondsIn } from "../../wording/index.js";
import { commandStep } from "./command-step.js";
import { directoryOf, OPTIONS, optionsOf, type Draft, type Option, type Options } from "./draft.js";
import type { Flow } from "./flow.js";
import { checkDirectory, optionStep, OPTION_TITLES } from "./option-step.js";
import type { Choice } from "./screen.js";
import type { Step } from "./steps.js";

export function overviewStep(flow: Flow): Step<Draft> {
  const { screen, history, title, total } = flow;
  const wholeCommand = commandStep(flow, { whole: true, then: (state) => ({ go: "back", state }) });
  return async (draft, { number, canGoBack }) => {
    const options = optionsOf(draft, history.optionsOf(draft.command));
    const answer = await screen.pick({
      title,
      placeholder: "Enter submits. Or choose what to change.",
      canGoBack,
      step: [number, total],
      choices: () => choicesFor(draft, options, flow),
    });
    if (answer.kind === "left") return { go: "away" };
    if (answer.kind === "back") return { go: "back", state: draft };
    if (answer.value === "command") return { go: "on", to: wholeCommand, state: draft };
    if (answer.value !== "submit") return { go: "on", to: optionStep(flow, answer.value), state: draft };
    // It was there when the command was submitted before. Its box says what is wrong.
    if (await isDirectoryWrong(draft, options)) return { go: "on", to: optionStep(flow, "directory"), state: draft };
    return { go: "done", state: { ...draft, chosen: options } };
  };
}

async function isDirectoryWrong(draft: Draft, { directory = "" }: Options): Promise<boolean> {
  return directory !== "" && (await checkDirectory(draft, directory)) !== undefined;
}

const ICONS: Readonly<Record<Option, string>> = {
  name: "tag",
  directory: "folder",
  timeout: "watch",
  retries: "debug-rerun",
};

function choicesFor(draft: Draft, options: Options, { queues }: Flow): Choice<Option | "command" | "submit">[] {
  const where = queues.length > 1 && draft.queue !== undefined ? ` to ${draft.queue.label}` : "";
  return [
    { value: "submit", label: `Submit${where}`, icon: "play", always: true },
    { value: "command", label: "Command", description: printable(draft.command), icon: "terminal" },
    ...OPTIONS.map((option) => ({
      value: option,
      label: OPTION_TITLES[option],
      description: wordsFor(option, draft, options),
      icon: ICONS[option],
    })),
  ];
}

function wordsFor(option: Option, draft: Draft, options: Options): string {
  const text = printable(options[option]?.trim() ?? "");
  switch (option) {
    case "name":
      return text === "" ? "none: the command is shown" : text;
    case "directory":
      return printable(directoryOf(draft, options) ?? "the one of its results");
    case "timeout": {
      const seconds = secondsIn(text);
      return seconds === undefined ? "none" : `after ${duration(1_000 * seconds)}`;
    }
    case "retries":
      return text === "" ? "none" : text === "1" ? "once, if it fails" : `up to ${text} times, if it fails`;
  }
}
