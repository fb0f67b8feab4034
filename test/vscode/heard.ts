import type { Page } from "playwright-core";
import { runCommand } from "../../scripts/vscode/actions.js";
import { questionBox } from "./tree-actions.js";

/** What the extension is told comes in order, so once it has answered it knows what the page did before. */
export async function untilExtensionHeard(page: Page): Promise<void> {
  await runCommand(page, "dirq: Show Job");
  await questionBox(page, "Show Job");
  await page.keyboard.press("Escape");
}
