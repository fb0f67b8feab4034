/** What a person carries with the mouse from one row to another place. */
import type { Locator, Page } from "playwright-core";
import { openActivity, rows } from "../../scripts/vscode/actions.js";
import { until } from "../setup/until.js";
import { isSeen } from "./tree-actions.js";

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
