import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { usePanelPage, type PanelPage } from "./panel-page.js";
import { takePicture } from "../vscode/pictures.js";
import { details, moreOutput, output, running } from "./sample-jobs.js";

describe("Find in a job's output", () => {
  const open = usePanelPage();
  const job = running();

  it("opens with Ctrl+F, counts, and steps with Enter and Shift+Enter in a circle", async () => {
    const { page } = await openWith("a loss\nb\nc LOSS loss\n");
    await find(page, "loss");
    await count(page, "1 of 3");
    const reached: string[] = [];
    for (const key of ["Enter", "Enter", "Enter", "Shift+Enter", "F3"]) {
      await page.keyboard.press(key);
      reached.push((await page.locator(".find-count").innerText()).trim());
    }
    assert.deepEqual(reached, ["2 of 3", "3 of 3", "1 of 3", "3 of 3", "1 of 3"]);
  });

  it("marks what can be seen, and the one match among them", async () => {
    const { page } = await openWith("a \x1b[31mlo\x1b[0mss\nb loss\n");
    await find(page, "loss");
    await count(page, "1 of 2");
    assert.deepEqual(await marked(page), { "log-current-match": ["loss"], "log-match": ["loss"] });
    await page.keyboard.press("Escape");
    assert.deepEqual(await marked(page), { "log-current-match": [], "log-match": [] });
  });

  it("tells cases apart and takes expressions, by button and by key", async () => {
    const { page } = await openWith("Loss 1\nloss 22\n");
    await find(page, "loss \\d+$");
    await count(page, "No results");
    await page.keyboard.press("Alt+r");
    await count(page, "1 of 2");
    await page.getByRole("button", { name: "Match Case" }).click();
    await count(page, "1 of 1");
    await page.getByRole("textbox").fill("(");
    await count(page, "Not an expression");
    await page.locator(".find-where").getByText("Unterminated group").waitFor();
  });

  it("closes with Escape, and gives the keyboard back to where it was", async () => {
    const { page } = await openWith("one\n");
    await page.locator(".log-view").focus();
    await find(page, "one");
    await page.keyboard.press("Escape");
    await page.locator("dirq-find-bar").waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement?.className), "log-view");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Find");
  });

  it("offers a way to the end only where that is out of sight", async () => {
    const { page, send } = await openWith("a loss\n");
    const jump = page.getByRole("button", { name: "Jump to end" });
    await find(page, "loss");
    await count(page, "1 of 1");
    assert.equal(await jump.isVisible(), false);
    await send(moreOutput(job, "more\n".repeat(100)));
    await jump.getByText("Jump to end · 100 new lines").waitFor();
    await jump.click();
    await jump.waitFor({ state: "hidden" });
  });

  it("leads to a match that is far away, and stays there while output comes", async () => {
    const { page, send } = await openWith(`needle\n${"hay\n".repeat(3000)}`);
    await find(page, "needle");
    const needle = page.locator(".line", { hasText: "needle" });
    await page.waitForFunction(inView, "needle");
    await send(moreOutput(job, "hay\n".repeat(500)));
    await page.getByText("500 new lines").waitFor();
    await page.waitForFunction(inView, "needle");
    assert.equal(await needle.count(), 1);
  });

  it("lets go of the end where the match is in sight there, also while output comes that is followed", async () => {
    const { page, send } = await openWith(`${"hay\n".repeat(100)}needle\n`);
    await find(page, "needle");
    await count(page, "1 of 1");
    await page.getByRole("button", { name: "Jump to end" }).waitFor({ state: "hidden" });
    const held = await page.evaluate(matchInTheFrameOf, moreOutput(job, "hay\n"));
    assert.equal(held, true);
    await send(moreOutput(job, "hay\n".repeat(100)));
    await page.getByText("100 new lines").waitFor();
    await page.waitForFunction(inView, "needle");
  });

  it("counts on while output comes, keeps its match, and forgets those that went", async () => {
    const { page, send } = await openWith("hit\nhit\n");
    await find(page, "hit");
    await page.keyboard.press("Enter");
    await count(page, "2 of 2");
    await send(moreOutput(job, "hit\nhi"), moreOutput(job, "t\n"));
    await count(page, "2 of 4");
    await page.getByText("in all 4 lines").waitFor();
    await send(output(job, "other hit\n"));
    await count(page, "? of 1");
  });

  it("says which part of a long log it searched, and offers to search all of it", async () => {
    const { page, said } = await openWith("line\n".repeat(6000));
    await find(page, "line");
    await page.getByText("in the last 5,000 lines").waitFor();
    await page.getByRole("button", { name: "Search all of it" }).click();
    const query = { text: "line", matchCase: false, regularExpression: false };
    assert.deepEqual((await said()).at(-1), { type: "searchAll", query });
  });

  it("stays fast in thousands of long lines, each full of colours and matches", async () => {
    const { page } = await openWith(`${"\x1b[31ma\x1b[32mb".repeat(40)}\n`.repeat(550));
    await find(page, "a");
    await count(page, /of 20,000\+/);
    const took = await page.evaluate(async () => {
      const log = document.querySelector(".log-view");
      const start = performance.now();
      for (let frame = 0; frame < 10; frame++) {
        log?.scrollTo(0, frame * 300);
        await new Promise(requestAnimationFrame);
      }
      return performance.now() - start;
    });
    assert.ok(took < 5000, `${took} ms`);
  });

  it("gives up an expression that would take for ever, says so, and goes on living meanwhile", async () => {
    const { page, send, complaints } = await openWith(`${"a".repeat(200)}!\nab\n`);
    await find(page, "(a+)+$");
    await page.evaluate(measureStalls);
    await page.keyboard.press("Alt+r");
    await count(page, "Searching…");
    await send(moreOutput(job, "came meanwhile\n"));
    await page.getByText("came meanwhile").waitFor();
    await count(page, "Takes too long");
    await page.getByText("It was given up after 2 s on one piece of the output").waitFor();
    await takePicture(page, "output find too slow");
    await box(page).fill("a+b");
    await count(page, "1 of 1");
    const longest = await page.evaluate(() => window.longestStall);
    // The expression itself would keep the page from it for ever; a busy machine does for a moment.
    assert.ok(longest < 5000, `stood still for ${longest} ms`);
    assert.deepEqual(complaints, []);
  });

  it("takes the next expression at once while the one before would go on", async () => {
    const { page } = await openWith(`${"a".repeat(200)}!\nab\n`);
    await find(page, "(a+)+$");
    await page.keyboard.press("Alt+r");
    await count(page, "Searching…");
    await box(page).fill("b$");
    await count(page, "1 of 1");
    await box(page).fill("(a+)+$");
    await page.keyboard.press("Alt+r");
    await count(page, "No results");
  });

  it("leaves the other tabs to VS Code's own search", async () => {
    const { page } = await openWith("one\n");
    await page.getByRole("tab", { name: "Info" }).click();
    await page.keyboard.press("Control+f");
    assert.equal(await page.locator("dirq-find-bar").isVisible(), false);
  });

  async function openWith(text: string): Promise<PanelPage> {
    const panel = await open();
    await panel.send(details(job), output(job, text));
    await panel.page.locator(".line").first().waitFor();
    return panel;
  }
});

async function find(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+f");
  await box(page).fill(text);
}

function box(page: Page): Locator {
  return page.getByRole("textbox", { name: "Find in the output" });
}

async function count(page: Page, words: string | RegExp): Promise<void> {
  await page.locator(".find-count").filter({ hasText: words }).waitFor();
}

async function marked(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map((range) => (range as Range).toString())]),
    ),
  );
}

declare global {
  interface Window {
    /** Milliseconds. */
    longestStall: number;
  }
}

/** Runs in the page: notes for how long it did nothing that it was asked for. */
function measureStalls(): void {
  window.longestStall = 0;
  let last = performance.now();
  setInterval(() => {
    window.longestStall = Math.max(window.longestStall, performance.now() - last);
    last = performance.now();
  }, 10);
}

/** Runs in the page: whether the line can be seen. */
function inView(text: string): boolean {
  const view = document.querySelector(".log-view")?.getBoundingClientRect();
  const line = [...document.querySelectorAll(".line")].find(({ textContent }) => textContent === text);
  const at = line?.getBoundingClientRect();
  return view !== undefined && at !== undefined && at.top >= view.top && at.bottom <= view.bottom;
}

/** Runs in the page: goes to the end and, in the very frame in which the end is drawn anew, to the next match. Whether it stays there. */
async function matchInTheFrameOf(more: unknown): Promise<boolean> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const press = (name: string): void => document.querySelector<HTMLElement>(`[aria-label^="${name}"]`)?.click();
  const log = document.querySelector<HTMLElement & { readonly place: number | undefined }>("dirq-log");
  log?.querySelector(".log-view")?.scrollTo(0, 0);
  await frame();
  await frame();
  log?.querySelector(".log-view")?.scrollTo(0, 1_000_000);
  await frame();
  await frame();
  window.dispatchEvent(new MessageEvent("message", { data: more }));
  await frame();
  press("Next Match");
  await frame();
  await frame();
  return log?.place !== undefined;
}
