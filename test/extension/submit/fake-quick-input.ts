/** VS Code's quick input without VS Code: what a person does with it, and what they see. */
import type * as vscode from "vscode";
import type { QuickInputApi } from "../../../src/extension/submit/screen.js";
import { until } from "../../setup/until.js";

const BACK = { iconPath: { id: "back" } };

interface Item {
  readonly label: string;
  readonly description: string;
  readonly alwaysShow: boolean;
  readonly buttons?: readonly unknown[];
}

class Signal<T> {
  private readonly listeners: ((event: T) => unknown)[] = [];
  readonly event = (listener: (event: T) => unknown): void => void this.listeners.push(listener);
  readonly fire = (event: T): void => this.listeners.forEach((listener) => listener(event));
}

class Input {
  title = "";
  value = "";
  prompt = "";
  step: number | undefined;
  totalSteps: number | undefined;
  validationMessage: string | undefined;
  buttons: readonly unknown[] = [];
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  readonly changed = new Signal<string>();
  readonly accepted = new Signal<void>();
  readonly pressed = new Signal<unknown>();
  readonly itemPressed = new Signal<{ item: Item; button: unknown }>();
  readonly hidden = new Signal<void>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerButton = this.pressed.event;
  readonly onDidTriggerItemButton = this.itemPressed.event;
  readonly onDidHide = this.hidden.event;
  isShown = false;

  show(): void {
    this.isShown = true;
  }

  dispose(): void {
    if (this.isShown) this.hidden.fire();
    this.isShown = false;
  }
}

export class FakeQuickInput {
  private readonly inputs: Input[] = [];

  readonly api = {
    QuickInputButtons: { Back: BACK },
    ThemeIcon: class {
      constructor(readonly id: string) {}
    },
    window: {
      createQuickPick: () => this.create(),
      createInputBox: () => this.create(),
    },
  } as unknown as QuickInputApi & { readonly QuickInputButtons: { readonly Back: vscode.QuickInputButton } };

  get isOpen(): boolean {
    return this.inputs.some(({ isShown }) => isShown);
  }

  get box(): string {
    return this.shown.value;
  }

  /** Below the box. */
  get said(): string {
    return this.shown.validationMessage ?? this.shown.prompt;
  }

  get hasBack(): boolean {
    return this.shown.buttons.includes(BACK);
  }

  /** `1 of 2`. */
  get step(): string {
    return `${this.shown.step} of ${this.shown.totalSteps}`;
  }

  /** The rows that VS Code would show: those that match what is typed. */
  get rows(): string[] {
    return this.visible.map(({ label, description }) => [label, description].filter(Boolean).join(" · "));
  }

  /** Waits for the question with this title. */
  async question(title: string, condition: () => boolean = () => true): Promise<void> {
    await until(`${title} is asked`, () => this.isOpen && this.shown.title === title && condition());
  }

  type(text: string): void {
    this.shown.value = text;
    this.shown.changed.fire(text);
  }

  enter(): void {
    const { shown } = this;
    shown.selectedItems = [...shown.activeItems, ...this.visible].slice(0, 1);
    shown.accepted.fire();
  }

  choose(label: string): void {
    this.shown.activeItems = [this.row(label)];
    this.enter();
  }

  /** The button of a row. */
  forget(label: string): void {
    const item = this.row(label);
    this.shown.itemPressed.fire({ item, button: item.buttons?.[0] });
  }

  back(): void {
    this.shown.pressed.fire(BACK);
  }

  escape(): void {
    this.shown.dispose();
  }

  private create(): Input {
    const input = new Input();
    this.inputs.push(input);
    return input;
  }

  private get shown(): Input {
    const shown = this.inputs.filter(({ isShown }) => isShown);
    if (shown.length !== 1) throw new Error(`${shown.length} questions are open at once`);
    return shown[0] as Input;
  }

  private get visible(): readonly Item[] {
    const { items, value } = this.shown;
    return items.filter(
      ({ label, description, alwaysShow }) => alwaysShow || `${label} ${description}`.includes(value),
    );
  }

  private row(label: string): Item {
    const item = this.visible.find((each) => each.label === label);
    if (item === undefined) throw new Error(`There is no ${label} in: ${this.rows.join(", ")}`);
    return item;
  }
}
