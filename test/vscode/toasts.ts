/** Messages in the corner of the window. */
import type { Locator, Page } from "playwright-core";
import { click } from "../../scripts/vscode/actions.js";

/** Waits for a message and rests the mouse on it: VS Code takes one away after 15 s on which there is no mouse. */
export async function heldToast(page: Page, words: string | RegExp): Promise<Locator> {
  const toast = page.locator(".notification-toast").filter({ hasText: words });
  await toast.hover();
  return toast;
}

export async function undo(page: Page): Promise<void> {
  await click(page.locator(".notification-toast").getByRole("button", { name: "Undo" }));
}
