/** Searches in all of a log, of which the page holds only the end: VS Code's own search reads a file of any size. */
import * as vscode from "vscode";
import type { FromPanel } from "../../webview/messages.js";
import type { QueueHandle } from "../queues/queues.js";
import { asPattern } from "./as-pattern.js";

interface LogSearch {
  readonly query: Extract<FromPanel, { type: "searchAll" }>["query"];
  /** The earlier attempt whose output is shown; undefined for the last. */
  readonly attempt: number | undefined;
}

export async function searchLog(
  { queue, id }: { readonly queue: QueueHandle; readonly id: string },
  { query, attempt }: LogSearch,
): Promise<void> {
  const details = await queue.live.details(id);
  // The page says that the job is gone.
  if (details === undefined) return;
  // A pattern, since VS Code takes what is none for a folder.
  const name = attempt === undefined ? "[o]utput.log" : `[o]utput.${attempt}.log`;
  // In an editor of its own: the Search view would keep these folders and choices for the person's next search.
  await vscode.commands.executeCommand("search.action.openNewEditor", {
    query: query.text,
    isRegexp: query.regularExpression,
    isCaseSensitive: query.matchCase,
    matchWholeWord: false,
    filesToInclude: `${asPattern(details.resultDirectory)}/${name}`,
    filesToExclude: "",
    // Queues tell git to leave them alone, and many people tell the search to leave logs alone.
    useExcludeSettingsAndIgnoreFiles: false,
    triggerSearch: true,
  });
}
