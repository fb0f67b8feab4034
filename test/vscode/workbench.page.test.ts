import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { openActivity, rows, runCommand } from "../../scripts/vscode/actions.js";
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
    await runCommand(page, "View: Toggle Maximized Panel");
    await page.locator(".part.panel").waitFor();
  });
});
