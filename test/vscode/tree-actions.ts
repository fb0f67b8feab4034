/** What a person does with rows of the Jobs view, and what they read there. */
import type { Locator, Page } from "playwright-core";
import { click, openActivity, rows } from "../../scripts/vscode/actions.js";
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

/** A view of the sidebar, by its title. */
export function pane(page: Page, title: string): Locator {
  return page.locator(".sidebar .pane").filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });
}

/** Unfolds it, unless it is. */
export async function openPane(page: Page, title: string): Promise<void> {
  const header = pane(page, title).locator(".pane-header");
  if ((await header.getAttribute("aria-expanded")) !== "true") await click(header);
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
  await chooseEntry(page, new RegExp(`^${entry}`));
}

/** Of the menu that is open. One takes no click in its first moments, lest the one that opened it chooses something. */
export async function chooseEntry(page: Page, entry: string | RegExp): Promise<void> {
  const menu = page.locator(".monaco-menu");
  await until("the menu takes the click", async () => {
    const item = menu.getByRole("menuitem", { name: entry });
    if ((await menu.count()) > 0) await item.click({ timeout: 2_000 }).catch(() => {});
    return comesTo("detached", menu.first(), 500);
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
  await menu.getByRole("menuitem", { name: submenu, exact: true }).hover();
  await menu.getByRole("menuitem", { name: entry, exact: true }).waitFor();
  await look();
  await chooseEntry(page, new RegExp(`^${entry}$`));
}

/** With the mouse, in steps as a hand makes them: VS Code looks at each place on the way. `answer` is what the drop shows. */
export async function drag(from: Locator, to: Locator, answer: Locator): Promise<void> {
  await untilAnswered({ from, carry: () => dropOn(to), answer });
}

/** The same onto a row of a view that is not shown yet: resting on its icon opens it, and so does that of where it comes from. */
export async function dragInto(
  page: Page,
  from: { view: string; row: Locator },
  to: { view: string; row: string | RegExp },
  answer: Locator,
): Promise<void> {
  const tab = page.locator(".activitybar").getByRole("tab", { name: to.view });
  const title = page.locator(".sidebar .composite.title").filter({ hasText: to.view });
  await untilAnswered({
    from: from.row,
    begin: () => openActivity(page, from.view),
    carry: async () => {
      // One whose icon is drawn anew, with another number, forgets that something rests on it.
      await until(`${to.view} opens`, async () => {
        await tab.hover({ force: true });
        await tab.hover({ force: true, position: { x: 10, y: 10 } });
        return isSeen(title, 2_000);
      });
      await dropOn(rows(page, to.row).first());
    },
    answer,
  });
}

async function dropOn(to: Locator): Promise<void> {
  // A page of a panel takes no mouse while something is dragged over it, but looks as if it did.
  await to.hover({ force: true });
  await to.hover({ force: true, position: { x: 40, y: 10 } });
}

interface Drag {
  readonly from: Locator;
  /** Shows where it is taken up. */
  readonly begin?: () => Promise<void>;
  /** Moves the mouse to where it is let go. */
  readonly carry: () => Promise<void>;
  readonly answer: Locator;
}

/**
 * Takes something up, carries it and lets it go, until that is answered. A row that is drawn anew meanwhile is not taken
 * up, or takes nothing, and VS Code tells nobody of a drop on a row that it is just asking the extension for.
 */
async function untilAnswered({ from, begin, carry, answer }: Drag): Promise<void> {
  const { mouse } = from.page();
  for (let tries = 1; ; tries++) {
    await begin?.();
    await from.hover();
    await mouse.down();
    const stopped = await carry().then(
      () => undefined,
      (error: unknown) => error,
    );
    await mouse.up();
    if (await isSeen(answer, 15_000)) return;
    if (tries === 4) throw new Error(`A drop was lost ${tries} times: ${String(answer)}`, { cause: stopped });
  }
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
    return isSeen(menu, 2_000);
  });
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
    return comesTo("hidden", tooltip, 2_000);
  });
}

/** Rests the mouse on something until its tooltip says so; again and again, since a row that is drawn anew takes its tooltip away. */
export async function untilTooltip(page: Page, on: Locator, words: string | RegExp): Promise<void> {
  const tooltip = page.locator(".monaco-hover:visible", { hasText: words });
  await until("the tooltip says so", async () => {
    await page.mouse.move(0, 0);
    await on.hover();
    return isSeen(tooltip, 2_000);
  });
}

async function isSeen(locator: Locator, timeout: number): Promise<boolean> {
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
