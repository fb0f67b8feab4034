/** What a person does in a workbench, in words: for tests from outside and for `npm start -- --check`. */
import type { FrameLocator, Locator, Page } from "playwright-core";

/** Opens a view container by its name in the activity bar, where a click on the open one would close it. */
export async function openActivity(page: Page, name: string): Promise<void> {
  const tab = page.locator(".activitybar").getByRole("tab", { name });
  if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
  await page.locator(".sidebar .composite.title").filter({ hasText: name }).waitFor();
}

/** Runs a command by its title in the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const widget = page.locator(".quick-input-widget");
  for (let tries = 1; ; tries++) {
    // While the one of before is closing, the key would be lost.
    await widget.waitFor({ state: "hidden" });
    await page.keyboard.press("F1");
    await widget.locator("input").fill(`>${title}`);
    try {
      // Enter would take the first of the list, where another command that has these words may stand.
      const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
      return await row.click({ timeout: 10_000 });
    } catch (error) {
      // The palette has the commands that were there when it was opened, of an extension that is starting perhaps none.
      await page.keyboard.press("Escape");
      if (tries === 3) throw error;
    }
  }
}

/** Rows of the trees in the sidebar; `hasText` picks some. */
export function rows(page: Page, hasText?: string | RegExp): Locator {
  const all = page.locator(".sidebar .monaco-list-row");
  return hasText === undefined ? all : all.filter({ hasText });
}

/** What the page of the open panel holds, inside its two frames. */
export function panelContent(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** Opens a row of a tree that has others below it, unless it is open. */
export async function expandRow(page: Page, hasText: string | RegExp): Promise<void> {
  const row = rows(page, hasText).first();
  const expanded = page.locator('.sidebar .monaco-list-row[aria-expanded="true"]').filter({ hasText }).first();
  await row.waitFor();
  if ((await expanded.count()) > 0) return;
  for (let tries = 1; ; tries++) {
    // A plain click folds as well as unfolds, and one that is answered late would undo what was done in its place. With
    // the modifier it only selects, and the key only ever unfolds. A refresh in between takes the row from under both.
    await row.click({ modifiers: ["ControlOrMeta"] });
    await page.keyboard.press("ArrowRight");
    try {
      return await expanded.waitFor({ timeout: 5_000 });
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}
