/** What a person does with rows of the views and in the boxes that ask, and what they read there. */
import { errors, type Locator, type Page } from "playwright-core";
import { click, fromUnderTooltips, rows } from "../../scripts/vscode/actions.js";
import { until } from "../setup/until.js";

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

/** A view of the sidebar, by its title. */
export function pane(page: Page, title: string): Locator {
  return page.locator(".sidebar .pane").filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });
}

/** Unfolds it, unless it is. */
export async function openPane(page: Page, title: string): Promise<void> {
  const header = pane(page, title).locator(".pane-header");
  if ((await header.getAttribute("aria-expanded")) !== "true") await click(header);
}

/** A key for the Jobs view. On its list: what opens at the same time elsewhere may take the focus. */
export async function pressInJobs(page: Page, key: string): Promise<void> {
  await pane(page, "Jobs").locator(".monaco-list").first().press(key);
}

/** Goes to an end of the Jobs view, until a row there is seen: the key is lost where the list is just drawn anew. */
export async function goTo(page: Page, end: "Home" | "End", row: Locator): Promise<void> {
  await until(`${end} leads to ${String(row)}`, async () => {
    await pressInJobs(page, end);
    return isSeen(row, 2_000);
  });
}

/** A button of a row, which is there while the mouse is on that row: one that is drawn anew lets go of the mouse. */
export async function clickInRow(row: Locator, name: string): Promise<void> {
  await until(`${name} takes the click`, async () => {
    await fromUnderTooltips(row, () => row.hover());
    return click(row.getByRole("button", { name }), { timeout: 5_000 }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof errors.TimeoutError) return false;
        throw error;
      },
    );
  });
}

/** Types into the box with that title, once it is there: the box before it may still be going away. */
export async function answer(page: Page, title: string, text: string): Promise<void> {
  const box = await questionBox(page, title);
  await box.fill(text);
  await box.press("Enter");
}

export function questionTitle(page: Page, title: string): Locator {
  return page.locator(".quick-input-title").getByText(title, { exact: true });
}

/** The box that asks something. */
export async function questionBox(page: Page, title: string): Promise<Locator> {
  await questionTitle(page, title).waitFor();
  return page.locator(".quick-input-widget input[type=text]");
}

/** Moves the mouse away from what is told in a box, until it is gone. One that came late heeds only a mouse that was on it. */
export async function untilNoTooltip(page: Page): Promise<void> {
  const tooltip = page.locator(".monaco-hover:visible");
  await until("no tooltip is shown", async () => {
    if ((await tooltip.count()) > 0)
      await tooltip
        .first()
        .hover({ force: true, timeout: 1_000 })
        .catch(() => {});
    await page.mouse.move(690, 490);
    await page.mouse.move(700, 500);
    return comesTo("hidden", tooltip.first(), 2_000);
  });
}

/** Rests the mouse on something until its tooltip says so; again and again, since a row that is drawn anew takes its tooltip away. */
export async function untilTooltip(page: Page, on: Locator, words: string | RegExp): Promise<void> {
  const tooltip = page.locator(".monaco-hover:visible", { hasText: words });
  await until("the tooltip says so", async () => {
    // That of a neighbour may lie over it.
    await untilNoTooltip(page);
    await on.hover({ timeout: 5_000 }).catch(() => {});
    return isSeen(tooltip.first(), 5_000);
  });
}

export async function isSeen(locator: Locator, timeout: number): Promise<boolean> {
  return comesTo("visible", locator, timeout);
}

export async function comesTo(
  state: "visible" | "hidden" | "detached",
  locator: Locator,
  timeout: number,
): Promise<boolean> {
  return locator.waitFor({ state, timeout }).then(
    () => true,
    () => false,
  );
}
