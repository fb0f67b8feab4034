import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { usePanelPage, type OpenOptions, type PanelPage } from "./panel-page.js";
import { takePicture } from "../vscode/pictures.js";
import { changed, completed, details, queued } from "./sample-jobs.js";
import { THEME_NAMES } from "./themes.js";

const NESTED = `{"metrics": {"loss": [1.0, 12345678901234567890, NaN]}, "note": "fine"}`;

describe("The result in the job panel", () => {
  const openPage = usePanelPage();

  async function open(resultText: string, options?: OpenOptions): Promise<PanelPage> {
    const panel = await openPage(options);
    await panel.send(details({ ...completed, resultText, resultBytes: resultText.length }));
    await panel.page.locator("h1").waitFor();
    return panel;
  }

  it("is a tree, each number as it stands in the file", async () => {
    const { page } = await open(NESTED);
    assert.deepEqual(await shownRows(page), [
      "1 metrics: 1 key",
      "2 loss: 3 items",
      "3 0: 1.0",
      "3 1: 12345678901234567890",
      "3 2: NaN",
      '1 note: "fine"',
    ]);
  });

  for (const width of [320, 800]) {
    it(`fits a panel of ${width} px, in every theme`, async () => {
      const note = "a note that goes on and on, ".repeat(6);
      const runs = [
        { seed: 1, loss: 0.25 },
        { seed: 2, loss: null, best: true },
      ];
      const text = JSON.stringify({ note, runs, loss: Array.from({ length: 200 }, (_, n) => n), none: {} });
      const { page, useTheme } = await open(text, { size: { width, height: 640 } });
      await row(page, "note").click();
      await page.keyboard.press("ArrowDown");
      for (const theme of THEME_NAMES) {
        await useTheme(theme);
        await page.getByRole("tab", { name: "Result" }).click();
        await takePicture(page, `result ${width} ${theme}`);
        await page.getByRole("tab", { name: "Info" }).click();
        await takePicture(page, `info ${width} ${theme}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, theme);
      }
    });
  }

  it("has its secrets masked until one asks for them, and is copied as it is", async () => {
    const { page, send, said } = await openPage();
    const resultText = `{"api_token": ["swordfish", 7], "url": "https://ada:hunter2@lab", "said": "it is open-sesame"}`;
    const env = { ACCESS_TOKEN: "open-sesame" };
    await send(details({ ...completed, env, resultText, resultBytes: resultText.length }));
    const masked = ["1 api_token: 2 items", '2 0: "••••••"', "2 1: 7", '1 url: "••••••"', '1 said: "it is ••••••"'];
    await row(page, "api_token").waitFor();
    assert.deepEqual(await shownRows(page), masked);
    assert.doesNotMatch(await page.locator("#panel-result").innerHTML(), /swordfish|hunter2|open-sesame/);
    await row(page, "said").click();
    await page.getByRole("button", { name: "Copy Value" }).click();
    assert.deepEqual((await said()).at(-1), { type: "copy", text: "it is open-sesame" });
    await page.getByRole("button", { name: "Show the secrets in the result" }).click();
    const shown = masked.map((words) => words.replace("it is ••••••", "it is open-sesame"));
    assert.deepEqual(await shownRows(page), [
      ...[shown[0], '2 0: "swordfish"', shown[2], '1 url: "https://ada:hunter2@lab"', shown[4]],
    ]);
    await page.getByRole("button", { name: "Hide the secrets in the result" }).click();
    assert.deepEqual(await shownRows(page), masked);
  });

  it("has its secrets masked again also where they are folded away meanwhile", async () => {
    const { page } = await open('{"hub": {"api_token": "swordfish"}}');
    await page.getByRole("button", { name: "Show the secrets in the result" }).click();
    await page.getByRole("button", { name: "Fold All", exact: true }).click();
    await page.getByRole("button", { name: "Hide the secrets in the result" }).click();
    await page.getByRole("button", { name: "Unfold All" }).click();
    assert.deepEqual(await shownRows(page), ["1 hub: 1 key", '2 api_token: "••••••"']);
  });

  it("folds and unfolds with a click and with the keys, and the focus goes along", async () => {
    const { page } = await open(NESTED);
    await row(page, "metrics").click();
    assert.deepEqual(await shownRows(page), ["1 metrics: 1 key", '1 note: "fine"']);
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
    assert.equal(await focused(page), "0: 1.0");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await row(page, "metrics").getAttribute("aria-expanded"), "false");
  });

  it("folds and unfolds all of it, with buttons beside the tabs", async () => {
    const { page } = await open(NESTED);
    const buttons = await page.getByRole("toolbar", { name: "Result" }).getByRole("button").all();
    assert.deepEqual(await Promise.all(buttons.map((each) => each.getAttribute("title"))), [
      ...["Unfold All", "Fold All", "Copy Result", "Open in Editor"],
    ]);
    await page.getByRole("button", { name: "Fold All", exact: true }).click();
    assert.equal((await shownRows(page)).length, 2);
    await page.getByRole("button", { name: "Unfold All" }).click();
    assert.equal((await shownRows(page)).length, 6);
  });

  it("gives path and value of a row to be copied: with buttons, with a key and to VS Code's menu", async () => {
    const { page, said, send } = await open(NESTED);
    await row(page, "1: 1234").click();
    await row(page, "1: 1234").getByRole("button", { name: "Copy Path: metrics.loss[1]" }).click();
    await row(page, "1: 1234").getByRole("button", { name: "Copy Value" }).click();
    await page.keyboard.press("Control+c");
    await row(page, "note").click({ button: "right" });
    await send({ type: "copyFromResult", what: "path" }, { type: "copyFromResult", what: "value" });
    await page.getByRole("button", { name: "Copy Result" }).click();
    const copied = (await said()).flatMap((each) => (each.type === "copy" ? [each.text] : []));
    const number = "12345678901234567890";
    assert.deepEqual(copied, ["metrics.loss[1]", number, number, "note", "fine", NESTED]);
  });

  it("shows a list of 100,000 numbers by the hundred, quickly", async () => {
    const { page } = await open(JSON.stringify(Array.from({ length: 100_000 }, (_, n) => n / 7)));
    assert.equal((await shownRows(page)).length, 101);
    const middle = await page.evaluate(async () => {
      const times: number[] = [];
      for (let click = 0; click < 5; click++) {
        const more = document.querySelector<HTMLElement>(".json-more");
        const start = performance.now();
        more?.click();
        document.querySelector(".json-tree")?.getBoundingClientRect();
        times.push(performance.now() - start);
        await new Promise(requestAnimationFrame);
      }
      return times.toSorted((a, b) => a - b)[2] ?? Infinity;
    });
    await page.getByText("Show 100 more of 99,400").waitFor();
    // Some 20 ms on an idle machine, which may stand still at two of them; a whole list drawn takes seconds.
    assert.ok(middle < 500, `${middle} ms`);
  });

  it("says how much of a long file it shows, and leads to the rest", async () => {
    const { page, send, said } = await openPage();
    const job = { ...completed, resultText: '{"loss": [1, 2, 3', resultCut: true, resultBytes: 20_000_000 };
    await send(details(job));
    await page.getByText("Only the first 17 bytes of 20 MB are shown.").waitFor();
    assert.deepEqual(await shownRows(page), [
      "1 loss: 2 items and more",
      "2 0: 1",
      "2 1: 2",
      "2 … the file goes on",
      "1 … the file goes on",
    ]);
    await page.locator("#panel-result").getByRole("button", { name: "Open in Editor" }).click();
    assert.deepEqual((await said()).at(-1), { type: "action", action: "openResult" });
  });

  it("is read once, and not again as other things of the job change", async () => {
    const { page, send } = await open(NESTED);
    await row(page, "loss").click();
    await send(changed(completed, { details: { row: { ...completed.row, label: "renamed" } } }));
    await page.getByRole("heading", { name: "renamed" }).waitFor();
    assert.equal((await shownRows(page)).length, 3);
    await send(
      changed(completed, { details: { resultBytes: 2 }, result: { bytes: new TextEncoder().encode("7"), cut: false } }),
    );
    await page.getByRole("treeitem", { name: "7" }).waitFor();
    await send(changed(completed, { without: ["resultFile", "resultBytes"] }));
    await page.getByText("This job left no result.").waitFor();
  });

  it("means nothing on a page that was made anew, until all of the job is sent again", async () => {
    const { page, send } = await openPage();
    await send(changed(completed, { details: { row: completed.row } }), details(queued));
    await page.getByRole("heading", { name: queued.row.label }).waitFor();
    await send(changed(completed, { details: { row: completed.row } }), { type: "showTab", tab: "result" });
    await page.getByText("The result appears here when the job has ended.").waitFor();
  });

  it("shows what is no JSON as it is, and says where it is not", async () => {
    const { page } = await open('{"loss": 0.1,\n "oops"}');
    await page.getByText("This file is no JSON. At line 2, column 8: expected “:”.").waitFor();
    assert.equal(await page.locator("#panel-result code").textContent(), '{"loss": 0.1,\n "oops"}');
  });

  it("is folded as it was left when the page comes back, and anew for another job", async () => {
    const first = await open(NESTED);
    await row(first.page, "loss").click();
    const state = await first.state();
    assert.deepEqual(state?.fold, { unfolded: ["0"], shown: [] });
    const second = await open(NESTED, { state });
    assert.equal((await shownRows(second.page)).length, 3);
    await second.send(
      details({ ...completed, row: { ...completed.row, id: "other", label: "other" }, resultText: NESTED }),
    );
    await second.page.getByRole("heading", { name: "other" }).waitFor();
    assert.equal((await shownRows(second.page)).length, 6);
  });

  it("keeps its fold, its focus and its place while the job's file is written to", async () => {
    const { page, send } = await open(NESTED);
    await row(page, "loss").click();
    await send(details({ ...completed, resultText: NESTED.replace("fine", "better") }));
    await row(page, "better").waitFor();
    assert.equal((await shownRows(page)).length, 3);
    assert.equal(await focused(page), "loss: 3 items");
  });
});

/** Level and name of each row, as a screen reader says them. */
async function shownRows(page: Page): Promise<string[]> {
  return page
    .getByRole("treeitem")
    .evaluateAll((all) => all.map((item) => `${item.ariaLevel} ${item.getAttribute("aria-label")}`));
}

function row(page: Page, name: string): Locator {
  return page.locator(`[role=treeitem][aria-label*='${name}']`);
}

async function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null);
}
