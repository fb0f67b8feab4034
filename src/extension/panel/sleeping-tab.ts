/**
 * After a reload of the window VS Code gives a panel back only once somebody looks at its tab. Until then it cannot take
 * another job, so where it would have been reused its tab is closed, and a new panel takes its place.
 */
import * as vscode from "vscode";

const KEY = "dirq.sleepingTab";

export class SleepingTab {
  constructor(
    private readonly viewType: string,
    private readonly memento: vscode.Memento,
  ) {}

  /** To be called when a panel has been hidden or shown: no panel can be asked after a reload whether it is kept open. */
  remember({ visible, title }: vscode.WebviewPanel, keptOpen: boolean): void {
    const name = nameIn(title);
    if (!visible && !keptOpen) void this.memento.update(KEY, name);
    else if (this.memento.get(KEY) === name) void this.memento.update(KEY, undefined);
  }

  /** `awake`: the panels that VS Code has given back. Where a name is not this tab's alone, all stay. */
  async close(awake: readonly vscode.WebviewPanel[]): Promise<void> {
    const name = this.memento.get(KEY);
    const [tab, ...more] = jobTabs(this.viewType).filter(({ label }) => nameIn(label) === name);
    if (tab === undefined || more.length > 0 || awake.some(({ title }) => nameIn(title) === name)) return;
    await vscode.window.tabGroups.close(tab, true);
  }
}

/** VS Code puts a word of its own in front of the type. */
function jobTabs(viewType: string): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType));
}

/** Without the state, in which the job may have been when its title was read last. */
function nameIn(title: string): string {
  return title.slice(0, title.lastIndexOf(" · "));
}
