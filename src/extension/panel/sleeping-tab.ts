/**
 * After a reload of the window VS Code gives a panel back only once somebody looks at its tab. Until then it cannot take
 * another job, so where it would have been reused its tab is closed, and a new panel takes its place.
 */
import type * as vscode from "vscode";

const KEY = "dirq.sleepingTab";

export type TabOfJob = Pick<vscode.Tab, "label" | "isPinned">;

export interface SleepingTabOptions<T extends TabOfJob> {
  readonly memory: Pick<vscode.Memento, "get" | "update">;
  /** Those of all job panels, also of the ones that VS Code has not given back. */
  readonly tabs: () => readonly T[];
  readonly close: (tab: T) => Thenable<unknown>;
}

/** What is asked of a panel. */
export type PanelWithTab = Pick<vscode.WebviewPanel, "title" | "visible">;

/** Remembers by its job's name the one panel that is reused while it is hidden: after a reload none can be asked. */
export class SleepingTab<T extends TabOfJob> {
  constructor(private readonly options: SleepingTabOptions<T>) {}

  /** To be called when a panel has been hidden, shown or given back. */
  remember({ visible, title }: PanelWithTab, keptOpen: boolean): void {
    if (!keptOpen) this.note(visible ? undefined : nameIn(title));
    else if (nameIn(title) === this.name) this.note(undefined);
  }

  /** To be called when a panel has been closed: a tab of the same name would be taken for its own. */
  closed(keptOpen: boolean): void {
    if (!keptOpen) this.note(undefined);
  }

  /** `awake`: the panels that VS Code has given back. Where a name is not this tab's alone, all stay; so does a pinned one. */
  async close(awake: readonly PanelWithTab[]): Promise<void> {
    const { name } = this;
    if (name === undefined) return;
    const [tab, ...more] = this.options.tabs().filter(({ label }) => nameIn(label) === name);
    if (more.length > 0 || awake.some(({ title }) => nameIn(title) === name)) return;
    this.note(undefined);
    if (tab === undefined || tab.isPinned) return;
    await this.options.close(tab);
  }

  private get name(): string | undefined {
    return this.options.memory.get(KEY);
  }

  private note(name: string | undefined): void {
    if (name !== this.name) void this.options.memory.update(KEY, name);
  }
}

/** Without the state, in which the job may have been when its title was read last. */
function nameIn(title: string): string {
  return title.slice(0, title.lastIndexOf(" · "));
}
