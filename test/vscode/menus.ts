/**
 * What a person does with menus. One closes when the row that it is of is drawn anew, or when something else takes the
 * focus, and is opened again then.
 */
import type { Locator, Page } from "playwright-core";
import { rows } from "../../scripts/vscode/actions.js";
import { until, untilEqual } from "../setup/until.js";
import { comesTo, isSeen } from "./tree-actions.js";

type Look = () => Promise<unknown>;

const nothing: Look = () => Promise.resolve();

/** Waits until the context menu of a row has these entries. */
export async function untilMenuHas(page: Page, row: string | RegExp, entries: readonly string[]): Promise<void> {
  await untilEqual(() => contextMenu(page, row), entries);
}

/** The entries of a row's context menu, which is closed again. */
export async function contextMenu(page: Page, row: string | RegExp): Promise<readonly string[]> {
  return entriesOf(page, () => openMenu(page, rows(page, row).first()));
}

/** Those of the "…" of a view's title. `look` is called while it is open. */
export async function titleMenu(page: Page, title: Locator, look = nothing): Promise<readonly string[]> {
  return entriesOf(page, () => openTitleMenu(page, title), look);
}

/** `look` is called once the menu is open. */
export async function chooseFromMenu(
  page: Page,
  row: string | RegExp,
  entry: string,
  look: Look = nothing,
): Promise<void> {
  await chooseFromMenuOf(rows(page, row).first(), new RegExp(`^${entry}`), look);
}

/** From the context menu of anything. */
export async function chooseFromMenuOf(target: Locator, entry: string | RegExp, look: Look = nothing): Promise<void> {
  const page = target.page();
  const open = async (): Promise<void> => {
    await openMenu(page, target);
    await look();
  };
  await choose(page, open, entry);
}

/** From the "…" of a view's title. */
export async function chooseFromTitleMenu(page: Page, title: Locator, entry: string | RegExp): Promise<void> {
  await choose(page, () => openTitleMenu(page, title), entry);
}

/** An entry of a menu in a row's menu; `look` is called once it is open. */
export async function chooseFromSubmenu(
  page: Page,
  row: string | RegExp,
  [submenu, entry]: readonly [submenu: string, entry: string],
  look: Look = nothing,
): Promise<void> {
  const menu = page.locator(".monaco-menu");
  const open = async (): Promise<void> => {
    await until(`the menu ${submenu} opens`, async () => {
      await openMenu(page, rows(page, row).first());
      await menu
        .getByRole("menuitem", { name: submenu, exact: true })
        .hover({ timeout: 2_000 })
        .catch(() => {});
      return isSeen(menu.getByRole("menuitem", { name: entry, exact: true }), 2_000);
    });
    await look();
  };
  await choose(page, open, new RegExp(`^${entry}$`));
}

async function entriesOf(page: Page, open: () => Promise<void>, look = nothing): Promise<readonly string[]> {
  const items = page.locator(".monaco-menu .action-item:not(.disabled) .action-label:not(.separator)");
  const entries = await until("the menu stays", async () => {
    await open();
    await look();
    const texts = await items.allInnerTexts();
    return texts.length > 0 ? texts : undefined;
  });
  await page.keyboard.press("Escape");
  await page.locator(".monaco-menu").waitFor({ state: "detached" });
  return entries;
}

/** Notes from now on whether the button was let go on an entry of the menu. */
const WATCH_CHOICE = `{
  window.dirqChosen = false;
  window.dirqChoice ??= addEventListener("mouseup", (event) => {
    const isEntry = (element) => element.matches?.(".monaco-menu .action-item") === true;
    if (event.composedPath().some(isEntry)) window.dirqChosen = true;
  }, { capture: true }) ?? true;
}`;

/** Chooses an entry of the menu that `open` opens. That is done again only when the menu was closed by something else. */
async function choose(page: Page, open: () => Promise<void>, entry: string | RegExp): Promise<void> {
  const menu = page.locator(".monaco-menu");
  await until(`${String(entry)} is chosen`, async () => {
    await page.evaluate(WATCH_CHOICE);
    await open();
    // It takes no click in its first moments, lest the one that opened it chooses something.
    await until(`the menu takes the click on ${String(entry)}`, async () => {
      const item = menu.getByRole("menuitem", { name: entry });
      if ((await menu.count()) > 0) await item.click({ timeout: 2_000 }).catch(() => {});
      return comesTo("detached", menu.first(), 500);
    });
    return page.evaluate<boolean>("window.dirqChosen");
  });
}

async function openMenu(page: Page, target: Locator): Promise<void> {
  await untilMenu(page, `the menu of ${String(target)} opens`, (options) => {
    return target.click({ ...options, button: "right" });
  });
}

async function openTitleMenu(page: Page, title: Locator): Promise<void> {
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
    if (!(await menu.first().isVisible())) await click({ timeout: 2_000 }).catch(() => {});
    return isSeen(menu.first(), 2_000);
  });
}
