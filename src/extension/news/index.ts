/** Messages that jobs have ended, where nobody saw it. */
import * as vscode from "vscode";
import { showError } from "../messages.js";
import type { JobTarget, Queues } from "../queues/queues.js";
import { NewsDesk } from "./news-desk.js";
import { wantedNews } from "./notify-setting.js";
import { isAskedFor } from "./asked-for.js";
import { tell, type ShowState } from "./tell.js";
import { tellWhenDone } from "./when-done.js";

export interface NewsServices {
  readonly queues: Queues;
  /** Whether a job stands where the person can see it. */
  readonly sees: (job: JobTarget) => boolean;
  readonly showState: ShowState;
  readonly log: vscode.LogOutputChannel;
}

export function registerNews({ queues, sees, showState, log }: NewsServices): vscode.Disposable {
  const desk = new NewsDesk({
    get focused() {
      return vscode.window.state.focused;
    },
    wanted: wantedNews,
    sees,
    isAskedFor,
    tell: (news) => tell(news, showState).catch(showError),
  });
  return vscode.Disposable.from(
    desk,
    tellWhenDone(queues, { tell: (queue, rows) => desk.addAskedFor(queue, rows), log }),
    queues.onDidEnd(({ queue, jobs }) => desk.add(queue, jobs)),
    vscode.window.onDidChangeWindowState(() => desk.focusChanged()),
  );
}
