/** Open Output: in the job's panel, as a document or in a terminal, as the setting says. */
import * as vscode from "vscode";
import { jobInFrontFor, STARTED } from "../choosing/pick.js";
import type { JobPanel } from "../panel/index.js";
import { bundledCli } from "../terminal/bundled-cli.js";
import { followOutput } from "../terminal/follow-output.js";
import type { CommandServices } from "./services.js";

export function registerOpenOutput(services: CommandServices, panel: JobPanel): vscode.Disposable {
  const { context, register } = services;
  const cli = bundledCli(context);
  return vscode.Disposable.from(
    register("dirq.openOutput", async (...args) => {
      const target = await jobInFrontFor(services, args, {
        title: "Open Output",
        states: STARTED,
        inFront: panel.activeJob,
      });
      if (target === undefined) return false;
      const place = whereToOpen();
      if (place === "panel") panel.show(target.queue, target.row.id, { tab: "output" });
      else await vscode.commands.executeCommand(COMMANDS[place], target);
      return true;
    }),
    register("dirq.followOutput", async (...args) => {
      if (!vscode.workspace.isTrusted) throw new Error("In Restricted Mode no terminal is started.");
      const target = await jobInFrontFor(services, args, {
        title: "Follow Output in Terminal",
        states: STARTED,
        inFront: panel.activeJob,
      });
      if (target === undefined) return false;
      await followOutput(target, cli);
      return true;
    }),
  );
}

const COMMANDS = { editor: "dirq.openOutputDocument", terminal: "dirq.followOutput" } as const;

function whereToOpen(): "panel" | keyof typeof COMMANDS {
  const chosen = vscode.workspace.getConfiguration("dirq").get<string>("openOutputIn");
  if (chosen === "editor") return chosen;
  return chosen === "terminal" && vscode.workspace.isTrusted ? chosen : "panel";
}
