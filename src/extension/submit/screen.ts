/**
 * Questions as VS Code's quick input asks them, each in the place of the one before. Commands, names and paths in them are
 * text: the quick input would draw `$(name)` as an icon, and `[words](command:…)` as a link.
 */
import type * as vscode from "vscode";
import { errorWords } from "../../wording/index.js";
import { escapeIcons } from "../escape-icons.js";
import { messageText } from "../message-text.js";

/** What is needed of VS Code. */
export type QuickInputApi = Pick<typeof vscode, "QuickInputButtons" | "ThemeIcon"> & {
  readonly window: Pick<typeof vscode.window, "createQuickPick" | "createInputBox">;
};

export interface Question {
  readonly title: string;
  readonly placeholder: string;
  /** What the box holds at first. */
  readonly value?: string;
  readonly canGoBack: boolean;
  /** Which question it is, of how many. */
  readonly step?: readonly [number: number, total: number];
}

export interface PickQuestion<T> extends Question {
  /** Asked again for each change of what is typed. The list shows those that match it; the first is chosen. */
  readonly choices: (typed: string) => readonly Choice<T>[];
  /** What a text stands for that has no row: it can be typed, and Enter pressed, before its row has come. */
  readonly typedValue?: T;
}

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly description?: string | undefined;
  readonly icon: string;
  /** It is shown whatever is typed, and is the one that Enter takes. */
  readonly always?: boolean;
  /** A button that takes it from the list for good. */
  readonly forget?: (() => Promise<void>) | undefined;
}

export interface TextQuestion extends Question {
  readonly prompt: string;
  /** What is wrong with a text, in words; undefined when nothing is. */
  readonly check: (typed: string) => string | undefined | Promise<string | undefined>;
}

export type Answer<T> =
  | { readonly kind: "given"; readonly value: T; readonly typed: string }
  /** To the question before. `right`: nothing is known to be wrong with what was typed. */
  | { readonly kind: "back"; readonly typed: string; readonly right: boolean }
  | { readonly kind: "left" };

export class Screen {
  private current: vscode.QuickInput | undefined;

  constructor(private readonly api: QuickInputApi) {}

  pick<T>(question: PickQuestion<T>): Promise<Answer<T>> {
    const input = this.api.window.createQuickPick<Item<T>>();
    const list = (): void => {
      const items = question.choices(input.value).map((choice) => this.itemFor(choice));
      input.items = items;
      const first = items.find(({ alwaysShow }) => alwaysShow);
      if (first !== undefined) input.activeItems = [first];
    };
    input.matchOnDescription = true;
    return this.ask(input, question, (resolve) => {
      input.onDidChangeValue(list);
      input.onDidTriggerItemButton(({ item }) => void item.choice.forget?.().then(list));
      input.onDidTriggerButton(() => resolve({ kind: "back", typed: input.value, right: true }));
      input.onDidAccept(() => {
        const [item] = input.selectedItems;
        const value = item === undefined && input.value.trim() !== "" ? question.typedValue : item?.choice.value;
        if (value !== undefined) resolve({ kind: "given", value, typed: input.value });
      });
      list();
    });
  }

  type(question: TextQuestion): Promise<Answer<string>> {
    const input = this.api.window.createInputBox();
    input.prompt = plain(question.prompt);
    /** Of what the box holds now; undefined while that is not known. */
    let right: boolean | undefined;
    const check = async ({ quietly = false } = {}): Promise<void> => {
      const typed = input.value;
      right = undefined;
      input.busy = true;
      const complaint = await complaintOf(question, typed);
      if (typed !== input.value) return;
      right = complaint === undefined;
      input.busy = false;
      input.validationMessage = complaint === undefined || quietly ? undefined : plain(complaint);
    };
    return this.ask(input, question, (resolve) => {
      input.onDidChangeValue(() => void check());
      input.onDidTriggerButton(() => resolve({ kind: "back", typed: input.value, right: right === true }));
      input.onDidAccept(async () => {
        const typed = input.value;
        await check();
        if (right === true && typed === input.value) resolve({ kind: "given", value: typed, typed });
      });
      // Of a box that nobody has typed into yet, its prompt says what belongs there.
      void check({ quietly: input.value === "" });
    });
  }

  close(): void {
    this.current?.dispose();
    this.current = undefined;
  }

  /** The one before goes when the next is there, so that nothing flickers. */
  private ask<T>(
    input: vscode.QuickPick<Item<T>> | vscode.InputBox,
    { title, placeholder, value = "", canGoBack, step }: Question,
    listen: (resolve: (answer: Answer<T>) => void) => void,
  ): Promise<Answer<T>> {
    input.title = title;
    input.placeholder = placeholder;
    input.value = value;
    // One of one is no way to be on.
    if (step !== undefined && step[1] > 1) [input.step, input.totalSteps] = step;
    // A look at another window must not lose what was typed.
    input.ignoreFocusOut = true;
    if (canGoBack) input.buttons = [this.api.QuickInputButtons.Back];
    return new Promise((resolve) => {
      listen(resolve);
      input.onDidHide(() => resolve({ kind: "left" }));
      const before = this.current;
      this.current = input;
      input.show();
      before?.dispose();
    });
  }

  private itemFor<T>(choice: Choice<T>): Item<T> {
    const { label, description = "", icon, always = false, forget } = choice;
    const button = { iconPath: new this.api.ThemeIcon("close"), tooltip: "Forget" };
    return {
      choice,
      label: escapeIcons(label),
      description: escapeIcons(description),
      iconPath: new this.api.ThemeIcon(icon),
      alwaysShow: always,
      ...(forget === undefined ? {} : { buttons: [button] }),
    };
  }
}

type Item<T> = vscode.QuickPickItem & { readonly choice: Choice<T> };

/** What cannot be checked is said as well: the person can try again. */
async function complaintOf({ check }: TextQuestion, typed: string): Promise<string | undefined> {
  try {
    return await check(typed);
  } catch (error) {
    return errorWords(error);
  }
}

function plain(text: string): string {
  return escapeIcons(messageText(text));
}
