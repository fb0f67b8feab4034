/** The extension's table of contents: each feature registers itself and is one Disposable. */
import * as vscode from "vscode";
import { registerAttention } from "./queues/attention.js";
import { registerCommands } from "./commands/index.js";
import { commandRegistrar } from "./commands/command.js";
import { registerUriHandler } from "./links/uri-handler.js";
import { rememberAskedFor } from "./news/asked-for.js";
import { registerNews } from "./news/index.js";
import { watchUnseen } from "./news/unseen.js";
import { registerJobPanel } from "./panel/index.js";
import { registerProblems } from "./problems/index.js";
import type { JobTarget } from "./queues/queues.js";
import { QueueSet } from "./queues/queue-set.js";
import { registerStatusBar } from "./status/index.js";
import { registerSubmit } from "./submit/index.js";
import { registerTasks } from "./tasks/index.js";
import { bundledCli } from "./terminal/bundled-cli.js";
import { registerTerminals } from "./terminal/index.js";
import { registerBadge } from "./tree/badge.js";
import { registerTree } from "./tree/index.js";
import { registerWorkersView } from "./workers/index.js";

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("dirq", { log: true });
  const queues = new QueueSet(context.asAbsolutePath("dist/queue-host.js"), log);
  const panel = registerJobPanel({ context, queues });
  rememberAskedFor(context.workspaceState);
  const register = commandRegistrar(log);
  const tree = registerTree({ context, queues, register });
  const workers = registerWorkersView(queues, register);
  const { selection, filter, showState } = tree;
  const sees = (job: JobTarget): boolean => tree.sees(job) || panel.sees(job.queue, job.row.id);
  const unseen = watchUnseen(queues, sees);
  const cli = bundledCli(context);
  context.subscriptions.push(
    log,
    queues,
    panel,
    tree,
    workers,
    registerAttention([tree.view, workers.view], queues),
    unseen,
    registerStatusBar(queues, unseen),
    registerBadge(tree.view, queues, unseen),
    registerNews({ queues, sees, showState, log }),
    registerTerminals({ context, queues, cli, log }),
    registerTasks(queues, cli),
    registerUriHandler(queues, log),
    registerSubmit({ context, queues, log, register }),
    registerProblems({ context, queues, register }),
    registerCommands(
      { context, queues, log, register, selection, filter, failuresSeen: () => unseen.allSeen() },
      panel,
    ),
  );
}
