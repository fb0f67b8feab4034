/** A box to type a command in, with the last ones below it. */
import * as vscode from "vscode";
import { escapeIcons } from "./escape-icons.js";
import type { RecentCommand } from "./recent.js";

/** Undefined when the person changed their mind. */
export function askForCommand(recent: readonly RecentCommand[]): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<CommandItem>();
  pick.title = "Submit Shell Command";
  pick.placeholder = "Command to run, for example: python train.py --epochs 3";
  pick.items = recent.map(recentItem);
  pick.onDidChangeValue((typed) => (pick.items = itemsFor(typed, recent)));
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const command = pick.selectedItems[0]?.command ?? pick.value.trim();
      if (command === "") return;
      resolve(command);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

type CommandItem = vscode.QuickPickItem & { readonly command: string };

/** What was typed stands first and alone is selected, so that Enter submits it and nothing that only resembles it. */
function itemsFor(typed: string, recent: readonly RecentCommand[]): CommandItem[] {
  const command = typed.trim();
  const others = recent.filter((each) => each.command !== command).map(recentItem);
  if (command === "") return others;
  return [{ command, label: escapeIcons(command), description: "submit", alwaysShow: true }, ...others];
}

function recentItem({ command, name }: RecentCommand): CommandItem {
  return {
    command,
    label: escapeIcons(command),
    description: escapeIcons(name),
    iconPath: new vscode.ThemeIcon("history"),
  };
}
