/** What a person does in a workbench, in words: for tests from outside and for `npm start -- --check`. */
import type { FrameLocator, Locator, Page } from "playwright-core";

/** Not the button: only the left one makes a click of its press. */
type ClickOptions = Pick<NonNullable<Parameters<Locator["click"]>[0]>, "modifiers" | "timeout">;

/** Notes of the next press whether the click, too, reached what was pressed. */
const WATCH_PRESS = `{
  const press = {};
  window.dirqPress = press;
  const once = { capture: true, once: true };
  addEventListener("mousedown", ({ target }) => {
    press.on = target.closest(".monaco-list-row, .action-item, .monaco-button, .tab") ?? target;
  }, once);
  addEventListener("click", ({ target }) => (press.taken = press.on?.contains(target)), once);
}`;

/**
 * Clicks on something outside of VS Code's frames and menus. What is drawn anew between press and release of the button
 * loses the click, as a person would see. It is clicked again only when the page itself says that no click came, and
 * what was clicked is there again: nothing is done twice. (A menu acts on the release, and needs no click.)
 */
export async function click(target: Locator, options: ClickOptions = {}): Promise<void> {
  const page = target.page();
  for (let tries = 1; ; tries++) {
    await page.evaluate(WATCH_PRESS);
    await fromUnderTooltips(target, () => target.click(options));
    // A page that was left for another had taken it.
    const lost = "window.dirqPress?.on !== undefined && window.dirqPress.taken !== true";
    if (!(await page.evaluate<boolean>(lost).catch(() => false))) return;
    if (tries === 5) throw new Error(`A click was lost ${tries} times: ${String(target)}`);
  }
}

/** What is used here of an element of the page, whose types are those of a browser. */
interface Drawn {
  readonly ownerDocument: { elementFromPoint(x: number, y: number): Drawn | null };
  getBoundingClientRect(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  closest(selector: string): Drawn | null;
}

/** The middle of the first element, if a tooltip lies over it. */
function coveredMiddle([element]: readonly Drawn[]): readonly [x: number, y: number] | undefined {
  if (element === undefined) return undefined;
  const { x, y, width, height } = element.getBoundingClientRect();
  const middle = [x + width / 2, y + height / 2] as const;
  return element.ownerDocument.elementFromPoint(...middle)?.closest(".monaco-hover") ? middle : undefined;
}

/**
 * Does something to what a tooltip may lie over, or come over: one stays for as long as the mouse rests where it is, and
 * that of a row which has moved since until the mouse was on it.
 */
export async function fromUnderTooltips(target: Locator, act: () => Promise<void>): Promise<void> {
  const page = target.page();
  const moveAway = async (): Promise<void> => {
    const middle = await target.evaluateAll<ReturnType<typeof coveredMiddle>, Drawn>(coveredMiddle);
    if (middle === undefined) return;
    await page.mouse.move(...middle);
    await page.mouse.move(700, 500);
  };
  const tooltip = page.locator(".monaco-hover:visible").first();
  await page.addLocatorHandler(tooltip, moveAway, { noWaitAfter: true });
  try {
    await act();
  } finally {
    await page.removeLocatorHandler(tooltip);
  }
}

/** Opens a view container by its name in the activity bar, where a click on the open one would close it. */
export async function openActivity(page: Page, name: string): Promise<void> {
  const tab = page.locator(".activitybar").getByRole("tab", { name });
  if ((await tab.getAttribute("aria-selected")) !== "true") await click(tab);
  await page.locator(".sidebar .composite.title").filter({ hasText: name }).waitFor();
}

/** Runs a command by its title in the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, { key: "F1", words: `>${title}`, row: title });
}

/** Opens a file of the folder in an editor; `search` is its name, or more of its path. */
export async function openFile(page: Page, name: string, search = name): Promise<void> {
  await pick(page, { key: "ControlOrMeta+P", words: search, row: name });
  await page.locator(".tab.active", { hasText: name }).waitFor();
}

interface Choice {
  /** Opens the list. */
  readonly key: string;
  /** Are typed into it. */
  readonly words: string;
  /** Is taken from it, by what stands in it: Enter would take the first, where another that has these words may stand. */
  readonly row: string;
}

async function pick(page: Page, { key, words, row }: Choice): Promise<void> {
  const widget = page.locator(".quick-input-widget");
  for (let tries = 1; ; tries++) {
    // While the one of before is closing, the key would be lost.
    await widget.waitFor({ state: "hidden" });
    await page.keyboard.press(key);
    try {
      // A key that is pressed while the focus moves, or in a page that is just loading, is lost.
      await widget.locator("input").fill(words, { timeout: 10_000 });
      const found = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: row }).first();
      return await click(found, { timeout: 10_000 });
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
    await click(row, { modifiers: ["ControlOrMeta"] });
    await page.keyboard.press("ArrowRight");
    try {
      return await expanded.waitFor({ timeout: 5_000 });
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}
