import type { Page } from "playwright-core";
import { runCommand } from "../../scripts/vscode/actions.js";
import { until } from "../setup/until.js";
import { comesTo } from "./tree-actions.js";

/** Gives the terminal in front the keyboard. What is still being opened when the command runs may take it away again. */
export async function focusTerminal(page: Page): Promise<void> {
  await until("the terminal has the keyboard", async () => {
    await runCommand(page, "Terminal: Focus Terminal");
    return comesTo("visible", page.locator(".terminal-wrapper.active .xterm.focus"), 5_000);
  });
}

/** Types into the terminal that was opened last, once it takes the keys. */
export async function typeInTerminal(page: Page, text: string): Promise<void> {
  const focused = page.locator(".terminal-wrapper.active .xterm.focus");
  if (!(await comesTo("visible", focused, 10_000))) await focusTerminal(page);
  await page.keyboard.type(text);
}
