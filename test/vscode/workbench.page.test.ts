import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import manifest from "../../package.json";
import { click, openActivity, panelContent, rows, runCommand } from "../../scripts/vscode/actions.js";
import { takePicture } from "./pictures.js";
import { useWorkbench } from "./workbench.js";

describe("A workbench in a page", () => {
  const workbench = useWorkbench({
    prepare: async (folder) => {
      await mkdir(path.join(folder, "notes"));
      await writeFile(path.join(folder, "read-me.txt"), "");
    },
  });

  it("shows the folder's files", async () => {
    const { page } = workbench();
    await openActivity(page, "Explorer");
    await rows(page, "read-me.txt").waitFor();
    assert.deepEqual(await rows(page).allInnerTexts(), ["notes", "read-me.txt"]);
  });

  it("runs a command from the palette", async () => {
    const { page } = workbench();
    const statusBar = page.locator(".part.statusbar");
    await runCommand(page, "View: Toggle Status Bar Visibility");
    await statusBar.waitFor({ state: "hidden" });
    await runCommand(page, "View: Toggle Status Bar Visibility");
    await statusBar.waitFor();
  });

  it("leads a newcomer through the walkthrough, each step with its drawing", async () => {
    const { page } = workbench();
    await runCommand(page, "Welcome: Open Walkthrough...");
    await click(page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Get Started with dirq" }));
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    for (const [index, step] of steps.entries()) {
      await click(page.locator(".getting-started-step").filter({ hasText: step.title }));
      await panelContent(page).getByRole("img", { name: step.media.altText }).waitFor();
      await takePicture(page, `walkthrough ${index + 1}`);
    }
  });
});
