/** What a person does with rows of the Jobs view, and what they read there. */
import type { Page } from "playwright-core";
import { rows } from "../../scripts/vscode/actions.js";

/** What is used here of an element of the page, whose types are those of a browser. */
interface Labelled {
  getAttribute(name: "aria-label"): string | null;
}

/** What a screen reader says of each row that is on screen. */
export async function rowLabels(page: Page): Promise<string[]> {
  return rows(page).evaluateAll((all: readonly Labelled[]) => all.map((row) => row.getAttribute("aria-label") ?? ""));
}

export async function selectedLabels(page: Page): Promise<string[]> {
  const selected = page.locator('.sidebar .monaco-list-row[aria-selected="true"] .label-name');
  return selected.allInnerTexts();
}

/** The entries of a row's context menu, which is closed again. */
export async function contextMenu(page: Page, row: string): Promise<string[]> {
  await openMenu(page, row);
  const entries = await page
    .locator(".monaco-menu .action-item:not(.disabled) .action-label:not(.separator)")
    .allInnerTexts();
  await page.keyboard.press("Escape");
  await page.locator(".monaco-menu").waitFor({ state: "detached" });
  return entries;
}

export async function chooseFromMenu(page: Page, row: string, entry: string): Promise<void> {
  await openMenu(page, row);
  // A menu takes no click in its first moments, lest the one that opened it chooses something.
  await page.locator(".monaco-menu").getByRole("menuitem", { name: entry }).hover();
  await page.keyboard.press("Enter");
  await page.locator(".monaco-menu").waitFor({ state: "detached" });
}

/** Types into the box that asks for something. */
export async function typeAndEnter(page: Page, text: string): Promise<void> {
  const input = page.locator(".quick-input-widget input");
  await input.waitFor();
  await input.fill(text);
  await input.press("Enter");
}

async function openMenu(page: Page, row: string): Promise<void> {
  await rows(page, row).click({ button: "right" });
  await page.locator(".monaco-menu").waitFor();
}
