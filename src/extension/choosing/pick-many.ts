/** A list in which several rows can be ticked. Where none is, Enter takes the row that the keyboard has gone to. */
import type * as vscode from "vscode";

/** What is needed of VS Code. */
export interface ListApi {
  createQuickPick<T extends vscode.QuickPickItem>(): vscode.QuickPick<T>;
}

export interface ManyQuestion<T> {
  readonly title: string;
  readonly items: readonly T[] | Promise<readonly T[]>;
}

/** None when the person changed their mind. @throws what kept the rows from being read */
export async function pickMany<T extends vscode.QuickPickItem>(
  { title, items }: ManyQuestion<T>,
  window: ListApi,
): Promise<readonly T[]> {
  const list = window.createQuickPick<T>();
  Object.assign(list, { title, canSelectMany: true, matchOnDescription: true, matchOnDetail: true, busy: true });
  list.placeholder = "Tick with Space, or type to search by name, command or id";
  const answer = new Promise<readonly T[]>((resolve) => {
    list.onDidAccept(() => {
      const taken = list.selectedItems.length > 0 ? list.selectedItems : list.activeItems;
      // Nothing is meant yet: the list stays.
      if (taken.length > 0) resolve(taken);
    });
    list.onDidHide(() => resolve([]));
  });
  list.show();
  try {
    list.items = await items;
    list.busy = false;
    return await answer;
  } finally {
    list.dispose();
  }
}
