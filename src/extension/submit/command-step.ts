/** A box to type a command in, with the last ones below it. */
import { printable } from "../../wording/index.js";
import type { Draft } from "./draft.js";
import type { Flow } from "./flow.js";
import type { EarlierCommand, History } from "./history.js";
import type { Choice } from "./screen.js";
import type { Step } from "./steps.js";

/** What the box holds, whatever its row says: the row comes later than the key that was pressed. */
const TYPED = Symbol("typed");

export function commandStep({ screen, history, title, total }: Flow, next: Step<Draft>): Step<Draft> {
  return async (draft, { number, canGoBack }) => {
    const answer = await screen.pick<string | typeof TYPED>({
      title,
      placeholder: "Command to run, for example: python train.py --epochs 3",
      value: draft.command,
      canGoBack,
      step: [number, total],
      typedValue: TYPED,
      choices: (typed) => choicesFor(typed.trim(), history),
    });
    if (answer.kind === "left") return { go: "away" };
    const typed = answer.typed.trim();
    if (answer.kind === "back") return { go: "back", state: { ...draft, command: typed } };
    const command = answer.value === TYPED ? typed : answer.value;
    return { go: "on", to: next, state: { ...draft, command } };
  };
}

/** What was typed stands first, so that Enter takes it and nothing that only resembles it. */
function choicesFor(typed: string, history: History): Choice<string | typeof TYPED>[] {
  const earlier = history.all().filter(({ command }) => command !== typed);
  const choices = earlier.map((each) => earlierChoice(each, history));
  if (typed === "") return choices;
  const name = history.optionsOf(typed)?.name;
  return [{ value: TYPED, label: printable(typed), description: name, icon: "terminal", always: true }, ...choices];
}

function earlierChoice({ command, options }: EarlierCommand, history: History): Choice<string> {
  return {
    value: command,
    label: printable(command),
    description: options.name,
    icon: "history",
    forget: () => history.forget(command),
  };
}
