/** A box to type a command, or its last words, with what was submitted before below it. */
import { printable } from "../../wording/index.js";
import type { Draft } from "./draft.js";
import type { Flow } from "./flow.js";
import type { EarlierCommand, History } from "./history.js";
import type { Choice } from "./screen.js";
import type { Outcome, Step } from "./steps.js";

export interface CommandStepOptions {
  /** Also where the command has a part that is fixed otherwise. */
  readonly whole: boolean;
  /** Where it leads. */
  readonly then: (state: Draft) => Outcome<Draft>;
}

/** What the box holds, whatever its row says: the row comes later than the key that was pressed. */
const TYPED = Symbol("typed");
/** A command of several lines, which no box can hold. */
const SCRIPT = Symbol("script");
type Chosen = string | typeof TYPED | typeof SCRIPT;

/** So many lines of a script are shown. */
const MOST_LINES = 100;

export function commandStep(flow: Flow, { whole, then }: CommandStepOptions): Step<Draft> {
  const { screen, history, title, total } = flow;
  return async (draft, { number, canGoBack }) => {
    const script = draft.command.includes("\n") ? draft.command.split("\n") : [];
    const start = whole ? "" : startOf(draft);
    const answer = await screen.pick<Chosen>({
      title: whole ? `${title}: Command` : title,
      placeholder: placeholderFor(start, script),
      value: script.length > 0 ? "" : draft.command.slice(start.length).trimStart(),
      canGoBack,
      ...(whole ? {} : { step: [number, total] }),
      typedValue: TYPED,
      choices: (typed) => {
        if (script.length > 0 && typed.trim() === "") return scriptChoices(script);
        const command = joined(start, typed);
        return [...typedChoices(command, history), ...earlierChoices(command, start, history)];
      },
    });
    if (answer.kind === "left") return { go: "away" };
    const typed = joined(start, answer.typed);
    if (answer.kind === "back")
      return { go: "back", state: { ...draft, command: typed === "" ? draft.command : typed } };
    if (answer.value === SCRIPT) return then(draft);
    return then({ ...draft, command: answer.value === TYPED ? typed : answer.value });
  };
}

/** Of a command whose start is fixed, that start; nothing once somebody wrote another. */
function startOf({ command, start }: Draft): string {
  return command === start || command.startsWith(`${start} `) ? start : "";
}

function joined(start: string, typed: string): string {
  return [start, typed.trim()].filter((part) => part !== "").join(" ");
}

function placeholderFor(start: string, script: readonly string[]): string {
  if (script.length > 0) return `Enter goes on with these ${script.length} lines. Or type another command.`;
  if (start !== "") return "Arguments, for example: --epochs 3. Enter goes on without any.";
  return "Command to run, for example: python train.py --epochs 3";
}

function scriptChoices(lines: readonly string[]): Choice<Chosen>[] {
  const more = lines.length - MOST_LINES;
  const shown = more > 0 ? [...lines.slice(0, MOST_LINES), `… and ${more} more lines`] : lines;
  return [
    { value: SCRIPT, label: `One shell script of ${lines.length} lines`, icon: "terminal", always: true },
    // A row cannot be empty.
    ...shown.map((line) => ({ value: SCRIPT, label: printable(line) || " ", icon: "blank" }) as const),
  ];
}

/** What was typed stands first, so that Enter takes it and nothing that only resembles it. */
function typedChoices(command: string, history: History): Choice<Chosen>[] {
  if (command === "") return [];
  const name = history.optionsOf(command)?.name;
  return [{ value: TYPED, label: printable(command), description: name, icon: "terminal", always: true }];
}

function earlierChoices(typed: string, start: string, history: History): Choice<Chosen>[] {
  return history
    .all()
    .filter(({ command }) => command !== typed && command.startsWith(start))
    .map((earlier) => earlierChoice(earlier, history));
}

function earlierChoice({ command, options }: EarlierCommand, history: History): Choice<Chosen> {
  return {
    value: command,
    label: printable(command),
    description: options.name,
    icon: "history",
    forget: () => history.forget(command),
  };
}
