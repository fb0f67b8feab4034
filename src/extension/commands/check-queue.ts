/** Check Queue…: what is wrong with a queue, as a list; each problem with its evidence, and mended if it can be. */
import { relative } from "node:path";
import * as vscode from "vscode";
import type { LiveQueue } from "../../live/live-queue.js";
import { printable, problemEvidence, problemRemedy, problems, problemTitle } from "../../wording/index.js";
import { queueFor } from "../choosing/pick.js";
import { escapeIcons } from "../escape-icons.js";
import { choose, showInformation, showProgress } from "../messages.js";
import type { QueueHandle } from "../queues/queues.js";
import { readyQueues } from "../queues/ready.js";
import { readLong } from "../read-long.js";
import type { CommandServices } from "./services.js";

type Problem = Awaited<ReturnType<LiveQueue["problems"]>>[number];

const MEND = "Mend";
const COPY_PATH = "Copy Path";
const IN_FULL = "What hinders jobs. The command dirq doctor lists everything that it finds.";

export function registerCheckQueue({ queues, register }: CommandServices): vscode.Disposable {
  return register("dirq.checkQueue", async (...args) => {
    const ready = readyQueues(queues);
    if (ready.length === 0) throw new Error("There is no jobs directory in this window to check.");
    const queue = await queueFor(queues, args, { candidates: ready, title: "Check Queue" });
    return queue !== undefined && showProblems(queue);
  });
}

/** Again and again, until the person leaves or nothing is left: problems are mended one by one. */
async function showProblems(queue: QueueHandle): Promise<boolean> {
  for (;;) {
    const found = await readLong("Checking the queue", () => queue.live.problems());
    if (found === undefined) return false;
    if (found.length === 0) {
      void showInformation(`Nothing is wrong with the queue ${queue.label}.`);
      return true;
    }
    const picked = await vscode.window.showQuickPick(
      found.map((problem) => itemFor(problem, queue)),
      {
        title: `${problems(found.length)}: ${queue.label}`,
        placeHolder: IN_FULL,
        matchOnDetail: true,
      },
    );
    if (picked === undefined) return false;
    await showProblem(queue, picked.problem);
  }
}

type ProblemItem = vscode.QuickPickItem & { readonly problem: Problem };

function itemFor(problem: Problem, { canWrite, directory }: QueueHandle): ProblemItem {
  const canMend = problem.fixable && canWrite;
  // Last, since a list cuts long lines.
  const place = problem.id === undefined ? [printable(relative(directory, problem.path))] : [];
  return {
    problem,
    label: escapeIcons(problemTitle(problem)),
    description: escapeIcons([...(canMend ? ["can be mended"] : []), ...place].join(" · ")),
    detail: escapeIcons(`${problemEvidence(problem)} ${problemRemedy(problem)}`),
    iconPath: new vscode.ThemeIcon(canMend ? "wrench" : "warning"),
  };
}

/** All of it, since a list cuts long lines; asked before anything is done, for it may move a job. */
async function showProblem({ live, canWrite }: QueueHandle, problem: Problem): Promise<void> {
  const canMend = problem.fixable && canWrite;
  const remedy = `${problem.fixable ? "To mend it" : "What can be done"}: ${printable(problem.remedy)}.`;
  const detail = [problemEvidence(problem), remedy, printable(problem.path)].join("\n\n");
  const answer = await choose(problemTitle(problem), { detail, acts: [...(canMend ? [MEND] : []), COPY_PATH] });
  if (answer === MEND) await showProgress({ title: "Mending the queue", canStop: false }, () => live.mend(problem));
  if (answer === COPY_PATH) await vscode.env.clipboard.writeText(problem.path);
}
