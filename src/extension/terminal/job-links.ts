/** Ids of jobs in terminals are links, if a queue of the window has such a job. */
import * as vscode from "vscode";
import { findJobIds, rowDescription } from "../../wording/index.js";
import { findJobs } from "../links/find-jobs.js";
import type { JobTarget, Queues } from "../queues/queues.js";

interface JobLink extends vscode.TerminalLink {
  readonly target: JobTarget;
}

export function registerJobLinks(queues: Queues): vscode.Disposable {
  const provider: vscode.TerminalLinkProvider<JobLink> = {
    provideTerminalLinks: async ({ line }) => {
      const found = findJobIds(line);
      if (found.length === 0) return [];
      const targets = await findJobs(queues.all, [...new Set(found.map(({ id }) => id))]);
      return found.flatMap(({ id, index }) => {
        const target = targets.find(({ row }) => row.id === id);
        return target === undefined ? [] : [linkTo(target, index)];
      });
    },
    handleTerminalLink: ({ target }) => void vscode.commands.executeCommand("dirq.showJob", target),
  };
  return vscode.window.registerTerminalLinkProvider(provider);
}

function linkTo(target: JobTarget, startIndex: number): JobLink {
  const { row } = target;
  const tooltip = `Show ${row.label} · ${rowDescription(row, Date.now())}`;
  return { startIndex, length: row.id.length, tooltip, target };
}
