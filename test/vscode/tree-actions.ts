/** What a person does with rows of the Jobs view, and what they read there. */
import type { Locator, Page } from "playwright-core";
import { rows } from "../../scripts/vscode/actions.js";
import { until } from "../live/until.js";

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
export async function contextMenu(page: Page, row: string | RegExp): Promise<string[]> {
  const items = page.locator(".monaco-menu .action-item:not(.disabled) .action-label:not(.separator)");
  // When the row is drawn anew just then, the menu closes again.
  const entries = await until(`the menu of ${String(row)} stays`, async () => {
    await openMenu(page, row);
    const texts = await items.allInnerTexts();
    return texts.length > 0 ? texts : undefined;
  });
  await page.keyboard.press("Escape");
  await page.locator(".monaco-menu").waitFor({ state: "detached" });
  return entries;
}

/** `look` is called once the menu is open. */
export async function chooseFromMenu(
  page: Page,
  row: string | RegExp,
  entry: string,
  look: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  await openMenu(page, row);
  await look();
  const menu = page.locator(".monaco-menu");
  // A menu takes no click in its first moments, lest the one that opened it chooses something.
  await until("the menu takes the click", async () => {
    const item = menu.getByRole("menuitem", { name: new RegExp(`^${entry}`) });
    if ((await menu.count()) > 0) await item.click({ timeout: 2_000 }).catch(() => {});
    return menu.waitFor({ state: "detached", timeout: 500 }).then(
      () => true,
      () => false,
    );
  });
}

/** An entry of a menu in a row's menu; `look` is called once it is open. */
export async function chooseFromSubmenu(
  page: Page,
  row: string | RegExp,
  [submenu, entry]: readonly [submenu: string, entry: string],
  look: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  await openMenu(page, row);
  const menu = page.locator(".monaco-menu");
  const item = menu.getByRole("menuitem", { name: entry, exact: true });
  await menu.getByRole("menuitem", { name: submenu, exact: true }).hover();
  await item.waitFor();
  await look();
  await until("the menu takes the click", async () => {
    if ((await menu.count()) > 0) await item.click({ timeout: 2_000 }).catch(() => {});
    return (await menu.count()) === 0;
  });
}

/** With the mouse, in steps as a hand makes them: VS Code looks at each place on the way. */
export async function drag(from: Locator, to: Locator): Promise<void> {
  const { mouse } = from.page();
  await from.hover();
  await mouse.down();
  // A page of a panel takes no mouse while something is dragged over it, but looks as if it did.
  await to.hover({ force: true });
  await to.hover({ force: true, position: { x: 40, y: 10 } });
  await mouse.up();
}

/** The same onto a row of a view that is not shown yet: resting on its icon opens it. */
export async function dragInto(page: Page, from: Locator, to: { view: string; row: string | RegExp }): Promise<void> {
  await from.hover();
  await page.mouse.down();
  const tab = page.locator(".activitybar").getByRole("tab", { name: to.view });
  await tab.hover({ force: true });
  await tab.hover({ force: true, position: { x: 10, y: 10 } });
  const row = rows(page, to.row).first();
  await page.locator(".sidebar .composite.title").filter({ hasText: to.view }).waitFor();
  await row.hover({ force: true });
  await row.hover({ force: true, position: { x: 40, y: 10 } });
  await page.mouse.up();
}

/** Types into the box with that title, once it is there: the box before it may still be going away. */
export async function answer(page: Page, title: string, text: string): Promise<void> {
  const box = await questionBox(page, title);
  await box.fill(text);
  await box.press("Enter");
}

/** The box that asks something. */
export async function questionBox(page: Page, title: string): Promise<Locator> {
  await page.locator(".quick-input-title").getByText(title, { exact: true }).waitFor();
  return page.locator(".quick-input-widget input[type=text]");
}

async function openMenu(page: Page, row: string | RegExp): Promise<void> {
  await untilMenu(page, `the menu of ${String(row)} opens`, (options) => {
    return rows(page, row)
      .first()
      .click({ ...options, button: "right" });
  });
}

/** The "…" of a view's title. */
export async function openTitleMenu(page: Page, title: Locator): Promise<void> {
  await title.hover();
  await untilMenu(page, "the menu of the title opens", (options) => {
    return title.getByRole("button", { name: /More Actions/ }).click(options);
  });
}

/** A refresh between press and release of the button takes what was under it away, and the click is lost. */
async function untilMenu(
  page: Page,
  what: string,
  click: (options: { timeout: number }) => Promise<void>,
): Promise<void> {
  const menu = page.locator(".monaco-menu");
  await until(what, async () => {
    // A menu that came late lies over what would be clicked.
    if (!(await menu.isVisible())) await click({ timeout: 2_000 }).catch(() => {});
    return menu.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  });
}

/** Rests the mouse on something until its tooltip says so; again and again, since a row that is drawn anew takes its tooltip away. */
export async function untilTooltip(page: Page, on: Locator, words: string | RegExp): Promise<void> {
  const tooltip = page.locator(".monaco-hover:visible", { hasText: words });
  await until("the tooltip says so", async () => {
    await page.mouse.move(0, 0);
    await on.hover();
    return tooltip.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
  });
}
