/** Open Output: in the job's panel, as a document or in a terminal, as the setting says. */
import * as vscode from "vscode";
import type { JobPanel } from "../panel/index.js";
import type { JobTarget } from "../queues.js";
import { bundledCli } from "../terminal/bundled-cli.js";
import { outputTask } from "../terminal/output-task.js";
import { givenTargets } from "./given.js";
import { pickJob } from "./pick.js";
import type { CommandServices } from "./services.js";

export function registerOpenOutput(services: CommandServices, panel: JobPanel): vscode.Disposable {
  const { context, register } = services;
  const cli = bundledCli(context);
  return vscode.Disposable.from(
    register("dirq.openOutput", async (...args) => {
      const target = await startedJob(services, args, "Open Output");
      if (target === undefined) return false;
      const place = whereToOpen();
      if (place === "panel") panel.show(target.queue, target.row.id, { tab: "output" });
      else await vscode.commands.executeCommand(COMMANDS[place], target);
      return true;
    }),
    register("dirq.followOutput", async (...args) => {
      if (!vscode.workspace.isTrusted) throw new Error("In Restricted Mode no terminal is started.");
      const target = await startedJob(services, args, "Follow Output in Terminal");
      if (target === undefined) return false;
      await vscode.tasks.executeTask(outputTask(target, cli));
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

async function startedJob(
  { queues, selection }: CommandServices,
  args: readonly unknown[],
  title: string,
): Promise<JobTarget | undefined> {
  const states = ["running", "failed", "completed"] as const;
  return (await givenTargets(args, selection))[0] ?? (await pickJob(queues, { title, states, suits: () => true }));
}
