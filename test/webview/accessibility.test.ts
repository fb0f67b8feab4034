import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { AxeResults, RunOptions } from "axe-core";
import { PANEL_TABS } from "../../src/webview/messages.js";
import { takePicture } from "../vscode/pictures.js";
import { usePanelPage, type PanelPage } from "./panel-page.js";
import { completed, damaged, details, failed, moreOutput, output, queued, running } from "./sample-jobs.js";
import { THEME_NAMES } from "./themes.js";

const COLOURFUL = Array.from(
  { length: 60 },
  (_, line) => `\x1b[${30 + (line % 8)}mcolour\x1b[9${line % 8}m bright\x1b[4${line % 8}m on a colour\x1b[0m\n`,
).join("");

/** Those that axe looks at, where that is not all of them. */
type Rules = Pick<RunOptions, "runOnly">;

describe("The job panel for everybody", () => {
  const open = usePanelPage();

  for (const theme of THEME_NAMES) {
    it(`has no serious finding of axe in ${theme}`, async function () {
      this.timeout(120_000);
      const panel = await open({ theme });
      // Themes differ in their colours alone.
      const rules = theme === "dark" ? {} : { runOnly: ["color-contrast", "link-in-text-block"] };
      const found: string[] = [];
      for (const job of [failed, completed, queued, damaged]) {
        await panel.send(details(job), output(job, COLOURFUL, 1000));
        await panel.page.getByRole("heading", { name: job.row.label, exact: true }).waitFor();
        for (const tab of job === failed ? PANEL_TABS : (["info", "result"] as const))
          found.push(...(await findings(panel, tab, rules)));
      }
      const job = running();
      await panel.send(details({ ...job, earlierLogs: 2 }, { cancelling: true }), output(job, COLOURFUL, 1000), {
        type: "answering",
        answering: { kind: "silent", sinceMs: 9 },
      });
      await panel.page.getByText("Cancelling…").waitFor();
      await panel.page.locator("#tab-output").click();
      await panel.page.locator(".log-view").evaluate((log) => log.scrollTo(0, 0));
      await panel.page.getByRole("button", { name: "Jump to end" }).waitFor();
      found.push(...(await findings(panel, "output", rules)));
      await panel.page.keyboard.press("Control+f");
      await panel.page.getByRole("textbox").fill("colour");
      await panel.page.getByText(/of 120/).waitFor();
      await panel.send(moreOutput(job, "later\n".repeat(12)));
      await panel.page.getByText("12 new lines").waitFor();
      found.push(...(await findings(panel, "output", rules)));
      await takePicture(panel.page, `output find ${theme}`);
      assert.deepEqual(found, []);
    });
  }

  for (const [name, size] of Object.entries({
    "320 px": { width: 320, height: 640 },
    "200 % zoom of 640 px": { width: 320, height: 256 },
  })) {
    it(`needs no horizontal scrolling at ${name}`, async () => {
      const { page, send } = await open({ size });
      const words = "a-word-that-goes-on-".repeat(20);
      const long = {
        ...failed,
        row: { ...failed.row, label: words, errorLine: words },
        command: words,
        cwd: `/${words}`,
        env: { [words]: words },
        resultText: JSON.stringify({ [words]: words, deep: [[[[[[[[[[[[[[words]]]]]]]]]]]]]] }),
      };
      await send(details(long), output(long, `${words}\n`.repeat(50), 10));
      await page.locator("h1").waitFor();
      for (const tab of PANEL_TABS) {
        await page.locator(`#tab-${tab}`).click();
        if (tab === "output") await page.keyboard.press("Control+f");
        assert.deepEqual(await page.evaluate(tooWide), [], tab);
      }
    });
  }

  it("shows whole lines of an error that has more of them than have room", async () => {
    const { page, send } = await open({ size: { width: 320, height: 640 } });
    await send(details({ ...failed, row: { ...failed.row, errorLine: "no such file ".repeat(50) } }));
    await page.locator("h1").waitFor();
    assert.equal(await page.evaluate(linesOfError), 5);
  });

  it("has its buttons in one row at 320 px, each with its name to read, and in its tooltip", async () => {
    const { page, send } = await open({ size: { width: 320, height: 640 } });
    await send(details(completed));
    const buttons = page.locator(".actions").getByRole("button");
    await buttons.first().waitFor();
    const names = ["Resubmit", "Edit and Resubmit", "Delete", "Open Result Folder", "Open Job File"];
    assert.deepEqual(await buttons.evaluateAll((all) => all.map((button) => button.getAttribute("title"))), names);
    for (const name of names) await page.getByRole("button", { name, exact: true }).waitFor();
    const tops = await buttons.evaluateAll((all) => all.map((button) => button.getBoundingClientRect().top));
    assert.equal(new Set(tops).size, 1);
  });

  it("can be reached to its last button with the keyboard", async () => {
    const { page, send } = await open();
    await send(details(completed), output(completed, "x\n"));
    await page.locator("h1").waitFor();
    const path: string[] = [];
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(nameOfFocused);
      if (name === undefined) break;
      path.push(name);
    }
    assert.deepEqual(path, [
      "Keep Open: the next job opens beside it",
      "Resubmit",
      "Edit and Resubmit",
      "Delete",
      "Open Result Folder",
      "Open Job File",
      "Result",
      "Copy Result",
      "Open in Editor",
      "#panel-result",
      "loss: 0.08417",
    ]);
  });

  it("goes through the tabs with the arrow keys, Home and End", async () => {
    const { page, send } = await open();
    await send(details(queued));
    await page.getByRole("tab", { name: "Info" }).focus();
    const reached: (string | undefined)[] = [];
    for (const key of ["ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"]) {
      await page.keyboard.press(key);
      reached.push(await page.evaluate(nameOfFocused));
    }
    assert.deepEqual(reached, ["Result", "Output", "Info", "Output", "Info"]);
    assert.equal(await page.getByRole("tabpanel").getAttribute("id"), "panel-info");
  });

  it("shows where the focus is", async () => {
    const { page, send } = await open();
    await send(details(completed));
    await page.locator("h1").waitFor();
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    assert.equal(outline, "solid");
    await takePicture(page, "focus");
  });

  it("turns nothing where motion is to be reduced", async () => {
    const { page, send } = await open();
    await send(details(running()));
    const animation = (): Promise<string> =>
      page.locator(".codicon-modifier-spin").evaluate((icon) => getComputedStyle(icon).animationName);
    assert.notEqual(await animation(), "none");
    await page.emulateMedia({ reducedMotion: "reduce" });
    assert.equal(await animation(), "none");
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await page.evaluate(() => document.body.classList.add("vscode-reduce-motion"));
    assert.equal(await animation(), "none");
  });
});

async function findings({ page }: PanelPage, tab: (typeof PANEL_TABS)[number], rules: Rules): Promise<string[]> {
  await page.locator(`#tab-${tab}`).click();
  const { violations } = await runAxe(page, rules);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${tab}: ${id}: ${node.html} ${node.failureSummary ?? ""}`));
}

/** Evaluated rather than loaded: the page's policy lets no other script in. */
async function runAxe(page: Page, rules: Rules): Promise<AxeResults> {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(await readFile(createRequire(__filename).resolve("axe-core/axe.min.js"), "utf8"));
  }
  // What is well need not be told in detail, which takes half of the time.
  return page.evaluate(`axe.run(${JSON.stringify({ ...rules, resultTypes: ["violations"] })})`);
}

/** How many lines have room at once, in hundredths. */
function linesOfError(): number | undefined {
  const box = document.querySelector(".trouble");
  if (box === null) return undefined;
  const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(box);
  const room = box.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  return Math.round((100 * room) / parseFloat(lineHeight)) / 100;
}

/** Runs in the page: what reaches beyond its right edge and is no code and no table. */
function tooWide(): string[] {
  const width = document.documentElement.clientWidth;
  const outside = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > width + 1,
  );
  const scrolling = [
    document.documentElement,
    document.body,
    ...document.querySelectorAll(".tab-panel:not([hidden]), .log-view, dirq-find-bar"),
  ].filter((element) => element.scrollWidth > element.clientWidth + 1);
  return [...outside.filter((element) => element.closest("pre, table") === null), ...scrolling].map(({ outerHTML }) =>
    outerHTML.slice(0, 100),
  );
}

/** Runs in the page. */
function nameOfFocused(): string | undefined {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return undefined;
  const text = focused.matches("button") ? focused.textContent.trim() : `#${focused.id}`;
  return focused.getAttribute("aria-label") ?? text;
}
