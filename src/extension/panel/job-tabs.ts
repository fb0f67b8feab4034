/** The tabs of job panels, also of those that VS Code has not given back after a reload of the window. */
import * as vscode from "vscode";

/** VS Code puts a word of its own in front of the type. */
export function jobTabs(viewType: string): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType));
}

/** Without a word where it is gone meanwhile: somebody else has closed it, which VS Code calls an error. */
export async function closeTab(tab: vscode.Tab): Promise<void> {
  await vscode.window.tabGroups.close(tab, true).then(undefined, () => false);
}
