/** All commands, one feature a file. */
import * as vscode from "vscode";
import { registerEditAndResubmit } from "../edit/index.js";
import type { JobPanel } from "../panel/index.js";
import { registerAllOfState } from "./all-of-state.js";
import { registerArtifactCommands } from "./artifacts.js";
import { registerCancel } from "./cancel.js";
import { registerCheckQueue } from "./check-queue.js";
import { registerChooseDirectory } from "./choose-directory.js";
import { registerCopyAs } from "./copy-as.js";
import { registerCopyFromResult } from "./copy-from-result.js";
import { registerCreateQueue } from "./create-queue.js";
import { registerHold } from "./hold.js";
import { registerNotices } from "./notices.js";
import { registerNotifyWhenDone } from "./notify-when-done.js";
import { registerOpenFiles } from "./open-files.js";
import { registerOpenOutput } from "./open-output.js";
import { registerPause } from "./pause.js";
import { registerRefresh } from "./refresh.js";
import { registerRemove } from "./remove.js";
import { registerResubmit } from "./resubmit.js";
import type { CommandServices } from "./services.js";
import { registerShowActions } from "./show-actions.js";
import { registerShowJob } from "./show-job.js";
import { registerStartBackgroundWorker } from "./start-background-worker.js";
import { registerStartWorker } from "./start-worker.js";
import { registerTrash } from "./trash.js";
import { registerWorkerCommands } from "./workers.js";

export function registerCommands(services: CommandServices, panel: JobPanel): vscode.Disposable {
  return vscode.Disposable.from(
    registerResubmit(services),
    registerEditAndResubmit(services),
    registerAllOfState(services),
    registerCancel(services),
    registerHold(services),
    registerNotifyWhenDone(services),
    registerRemove(services),
    registerTrash(services),
    registerPause(services),
    registerStartWorker(services),
    registerStartBackgroundWorker(services),
    registerWorkerCommands(services),
    registerShowJob(services, panel),
    registerOpenFiles(services, panel),
    registerOpenOutput(services, panel),
    registerArtifactCommands(services),
    registerCopyAs(services),
    registerCopyFromResult(services, panel),
    registerCheckQueue(services),
    registerRefresh(services),
    registerCreateQueue(services),
    registerChooseDirectory(services),
    registerShowActions(services),
    registerNotices(services),
  );
}
