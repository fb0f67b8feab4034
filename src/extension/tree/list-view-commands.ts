/** Filter…, Sort By…, View as List and their opposites, and what the view's title says of them. */
import * as vscode from "vscode";
import type { SortKey } from "../../live/live-queue.js";
import type { RegisterCommand } from "../commands/command.js";
import { ContextKeys } from "../context-keys.js";
import type { Queues } from "../queues/queues.js";
import type { CurrentListView, LayoutName } from "./list-view.js";

export interface ListViewServices {
  readonly view: vscode.TreeView<unknown>;
  readonly listView: CurrentListView;
  readonly queues: Queues;
  readonly register: RegisterCommand;
}

export function registerListViewCommands(services: ListViewServices): vscode.Disposable {
  const { view, listView, register } = services;
  const keys = new ContextKeys();
  const show = (): void => {
    view.description = listView.words;
    keys.set("dirq.arranged", !listView.isPlain);
    keys.set("dirq.filtered", listView.current.filter !== "");
    keys.set("dirq.listed", listView.layout === "list");
  };
  show();
  return vscode.Disposable.from(
    listView.onDidChange(show),
    register("dirq.filter", () => askForFilter(services)),
    register("dirq.sort", () => askForOrder(listView)),
    register("dirq.clearFilter", () => listView.clear()),
    register("dirq.viewAsList", () => listView.arrangeAs("list")),
    register("dirq.viewAsGroups", () => listView.arrangeAs("groups")),
  );
}

const KEYS = "state:failed  name:  command:  error:  worker:  id:  before:2h  after:today  @failed";

async function askForFilter({ listView, queues }: ListViewServices): Promise<void> {
  const filter = await vscode.window.showInputBox({
    title: "Filter Jobs",
    prompt: `Words in a job's name, command, id or error. Or: ${KEYS}. Empty shows all.`,
    placeHolder: "For example: state:failed loss",
    value: listView.current.filter,
    // One that does not answer is no reason to keep anybody from typing.
    validateInput: (typed) => queues.all[0]?.live.checkFilter(typed).catch(() => undefined),
  });
  if (filter !== undefined) await listView.change({ filter: filter.trim() });
}

type OrderItem = vscode.QuickPickItem & { readonly sort: SortKey | undefined };

const DEFAULTS: Readonly<Record<LayoutName, string>> = {
  groups: "the next to run first, everything else newest first",
  list: "the last submitted first",
};

const ORDERS: readonly OrderItem[] = [
  { label: "Created", description: "the newest first", sort: "created" },
  { label: "Started", description: "the latest first", sort: "started" },
  { label: "Ended", description: "the latest first", sort: "ended" },
  { label: "Duration", description: "the longest first", sort: "duration" },
  { label: "Name", description: "from A to Z", sort: "name" },
];

async function askForOrder(listView: CurrentListView): Promise<void> {
  const standard: OrderItem = { label: "Default", description: DEFAULTS[listView.layout], sort: undefined };
  const items = [standard, ...ORDERS].map((item) =>
    item.sort === listView.current.sort ? { ...item, iconPath: new vscode.ThemeIcon("check") } : item,
  );
  const picked = await vscode.window.showQuickPick(items, { title: "Sort Jobs By" });
  if (picked !== undefined) await listView.change({ sort: picked.sort });
}
