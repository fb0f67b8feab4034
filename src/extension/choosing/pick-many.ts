/**
 * A list in which several rows can be ticked. Until one is, Enter takes the row that the keyboard has gone to; who has
 * ticked rows and unticks them all means none.
 */
import type * as vscode from "vscode";

/** What is needed of VS Code. */
export interface ListApi {
  createQuickPick<T extends vscode.QuickPickItem>(): vscode.QuickPick<T>;
}

export interface ManyQuestion<T> {
  readonly title: string;
  readonly items: readonly T[] | Promise<readonly T[]>;
  /** False for a row that says something and is no choice. */
  readonly isChoice?: (item: T) => boolean;
}

/** None when the person changed their mind. @throws what kept the rows from being read */
export async function pickMany<T extends vscode.QuickPickItem>(
  { title, items, isChoice = () => true }: ManyQuestion<T>,
  window: ListApi,
): Promise<readonly T[]> {
  const list = window.createQuickPick<T>();
  Object.assign(list, { title, canSelectMany: true, matchOnDescription: true, matchOnDetail: true, busy: true });
  list.placeholder = "Tick with Space, or type to search by name, command or id";
  const answer = new Promise<readonly T[]>((resolve) => {
    let hasTicked = false;
    list.onDidChangeSelection((ticked) => (hasTicked ||= ticked.length > 0));
    list.onDidAccept(() => {
      const taken = (hasTicked ? list.selectedItems : list.activeItems).filter(isChoice);
      // Else nothing is meant yet: the list stays.
      if (hasTicked || taken.length > 0) resolve(taken);
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
