import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { takePicture } from "../vscode/pictures.js";
import { usePanelPage, type OpenOptions, type PanelPage } from "./panel-page.js";
import { completed, details, earlierOutput, failed, moreOutput, output, running } from "./sample-jobs.js";

declare global {
  interface Window {
    drawNow: () => void;
  }
}

describe("A job's output in the panel", () => {
  const open = usePanelPage();
  const job = running();

  it("is shown as it arrives", async () => {
    const { page, send } = await openWith("one\n");
    await send(moreOutput(job, "two"), moreOutput(job, " and a half\nthree\n"));
    await waitForLines(page, ["one", "two and a half", "three"]);
  });

  it("says that there is none yet, and that there was none", async () => {
    const { page, send } = await openWith("");
    await page.getByText("No output yet.").waitFor();
    await send(details({ ...job, row: { ...job.row, state: "completed", finishedMs: Date.now() } }));
    await page.getByText("This job wrote no output.").waitFor();
  });

  it("stays at the end while it is there", async () => {
    const { page, send } = await openWith(numbered(0, 100));
    await page.waitForFunction(isAtEnd);
    await send(moreOutput(job, numbered(100, 200)));
    await page.getByText("line 199").waitFor();
    await page.waitForFunction(isAtEnd);
    assert.equal(await page.getByRole("button", { name: "Jump to end" }).isVisible(), false);
  });

  it("stays at the end when something comes above it in the same moment", async () => {
    const { page } = await openWith(numbered(0, 100));
    await page.waitForFunction(isAtEnd);
    const reason = { type: "answering", answering: { kind: "restarting", reason: "SIGKILL" } } as const;
    const shownJumps = await page.evaluate(outputThenBanner, [moreOutput(job, "more\n"), reason] as const);
    assert.equal(shownJumps, 0);
  });

  it("leaves a person where they read, and leads back to the end", async () => {
    const { page, send } = await openWith(numbered(0, 200));
    await page.waitForFunction(isAtEnd);
    await scrollTo(page, 100);
    const jump = page.getByRole("button", { name: "Jump to end" });
    await jump.waitFor();
    await send(moreOutput(job, numbered(200, 300)));
    await page.locator(".line", { hasText: "line 299" }).waitFor();
    assert.equal(await place(page), 100);
    assert.equal(await jump.textContent(), "Jump to end · 100 new lines");

    await jump.click();
    await page.waitForFunction(isAtEnd);
    await jump.waitFor({ state: "hidden" });
    await send(moreOutput(job, numbered(300, 400)));
    await page.getByText("line 399").waitFor();
    await page.waitForFunction(isAtEnd);
  });

  it("keeps the line that one reads while lines before it go", async () => {
    const { page, send } = await openWith(numbered(0, 5000));
    await page.waitForFunction(isAtEnd);
    await scrollToLine(page, "line 3000");
    await send(moreOutput(job, numbered(5000, 6000)));
    await page.getByText("1,000 new lines").waitFor();
    assert.equal(await page.evaluate(topLine), "line 3000");
  });

  it("wraps long lines or does not, as this panel was told, and keeps the line that one reads", async () => {
    const { page, state } = await openWith(
      `${"word ".repeat(400)}
`.repeat(50) + numbered(0, 400),
    );
    await page.waitForFunction(isAtEnd);
    await scrollToLine(page, "line 100");
    const wrap = page.getByRole("button", { name: "Wrap Lines", pressed: true });
    await wrap.click();
    await page.getByRole("button", { name: "Wrap Lines", pressed: false }).waitFor();
    assert.equal(await page.evaluate(topLine), "line 100");
    assert.ok(await page.locator(".log-view").evaluate((log) => log.scrollWidth > log.clientWidth));
    const saved = await state();
    assert.equal(saved?.wrap, false);
    const again = await openWith("word ".repeat(400), { state: saved });
    await again.page.getByRole("button", { name: "Wrap Lines", pressed: false }).waitFor();
  });

  it("is at the end when its tab is opened later, and where one read when one comes back", async () => {
    const { page } = await openWith(numbered(0, 200));
    await page.getByRole("tab", { name: "Info" }).click();
    await page.getByRole("tab", { name: "Output" }).click();
    await page.waitForFunction(isAtEnd);
    await scrollTo(page, 100);
    await page.waitForFunction(() => window.played.state?.scroll.output === 100);
    await page.getByRole("tab", { name: "Info" }).click();
    await page.getByRole("tab", { name: "Output" }).click();
    await page.waitForFunction(() => document.querySelector(".log-view")?.scrollTop === 100);
    await scrollTo(page, 0);
    await page.waitForFunction(() => window.played.state?.scroll.output === 0);
    await page.getByRole("tab", { name: "Output" }).click();
    assert.equal(await place(page), 0);
  });

  it("comes back where one read after a reload, and at the end where one followed", async () => {
    const first = await openWith(numbered(0, 200));
    await first.page.waitForFunction(isAtEnd);
    await scrollTo(first.page, 100);
    await first.page.waitForFunction(() => window.played.state?.scroll.output === 100);
    const state = await first.state();
    assert.ok(state !== undefined);

    const reading = await openWith(numbered(0, 200), { state });
    await reading.page.waitForFunction(() => document.querySelector(".log-view")?.scrollTop === 100);
    const following = await openWith(numbered(0, 200), { state: { ...state, scroll: {} } });
    await following.page.waitForFunction(isAtEnd);
  });

  it("collapses a progress bar to how it stands now", async () => {
    const { page, send } = await openWith("start\n 10%|#   |\r 20%|##  |");
    await waitForLines(page, ["start", " 20%|##  |"]);
    await send(moreOutput(job, "\r"), moreOutput(job, " 30%|### |\r"), moreOutput(job, "\r100%|####|"));
    await waitForLines(page, ["start", "100%|####|"]);
    await send(moreOutput(job, "\r"), moreOutput(job, "\nend\n"));
    await waitForLines(page, ["start", "100%|####|", "end"]);
  });

  it("shows where a line that goes on and on has come to, and how it began", async () => {
    const { page, send, useTheme } = await openWith("doing: ");
    const dots = Array.from({ length: 4000 }, (_, n) => `${n}... `).join("");
    await send(moreOutput(job, dots), moreOutput(job, "and it is at 99"), moreOutput(job, " %"));
    await page.getByText(/^doing: 0\.\.\. .* … [\d,]+ characters left out … .*and it is at 99 %$/).waitFor();
    await page.waitForFunction(isAtEnd);
    await takePicture(page, "output of a long line");
    await page.getByText("characters left out").scrollIntoViewIfNeeded();
    await takePicture(page, "output of a long line, middle");
    await useTheme("light");
    await takePicture(page, "output of a long line light");
  });

  it("leaves who has scrolled up in a line that goes on and on where they read, and has its end again for who goes there", async () => {
    const { page, send } = await openWith(`doing: ${"x".repeat(20_000)}`);
    await page.waitForFunction(isAtEnd);
    const line = page.getByText("characters left out");
    const before = await line.textContent();
    await scrollTo(page, 100);
    const jump = page.getByRole("button", { name: "Jump to end" });
    await jump.waitFor();
    await send(moreOutput(job, " and then"), moreOutput(job, " some"));
    await page.evaluate(drawn);
    assert.deepEqual([await line.textContent(), await place(page)], [before, 100]);
    await jump.click();
    await page.getByText(/x and then some$/).waitFor();
    await page.waitForFunction(isAtEnd);
    await scrollTo(page, 100);
    await send(moreOutput(job, " more\nnext\n"));
    await page.getByText(/x and then some more$/).waitFor();
    await page.getByText("next", { exact: true }).waitFor();
  });

  it("shows the end of a line that goes on and on also to who found something above it, and leads there who left it", async () => {
    const { page, send } = await openWith(`start\ndoing: ${"x".repeat(20_000)} end`);
    await page.getByText("characters left out").waitFor();
    const jump = page.getByRole("button", { name: "Jump to end" });
    await page.setViewportSize({ width: 3800, height: 2000 });
    await findIn(page, "start");
    await send(moreOutput(job, " and then"));
    await page.getByText(/x end and then$/).waitFor();
    assert.equal(await jump.isVisible(), false);

    await page.setViewportSize({ width: 800, height: 600 });
    await scrollTo(page, 100);
    await jump.waitFor();
    await send(moreOutput(job, " some"));
    await page.evaluate(drawn);
    await findIn(page, "and then");
    await page.waitForFunction(isAtEnd);
    await jump.click();
    await page.getByText(/x end and then some$/).waitFor();
    await jump.waitFor({ state: "hidden" });
  });

  it("has the colours of the theme's terminal, and takes those of another theme", async () => {
    const { page, useTheme } = await openWith("\x1b[32mgreen\x1b[0m and \x1b[1mbold\x1b[0m");
    await page.waitForFunction(colourOfFirst, "rgb(13, 188, 121)");
    assert.equal(await page.locator(".line .bold").textContent(), "bold");
    await useTheme("light");
    await page.waitForFunction(colourOfFirst, "rgb(16, 124, 16)");
  });

  it("shows earlier output above, keeps the line that one reads, and goes back to the end", async () => {
    const { page, send, said } = await openWith(numbered(1000, 1200), {}, 5_000_000);
    await scrollTo(page, 0);
    await page.getByRole("button", { name: "Show Earlier Output" }).click();
    const held = { endByte: 5_000_000 + 200 * 10, lineEnds: 200 };
    assert.deepEqual((await said()).at(-1), { type: "showEarlierOutput", held });
    const line = page.getByText("line 1000", { exact: true });
    const before = await line.boundingBox();
    await send(earlierOutput(job, { text: numbered(800, 1000), skippedBytes: 7000 }));
    await page.getByText("line 800", { exact: true }).waitFor();
    assert.ok(Math.abs(((await line.boundingBox())?.y ?? 0) - (before?.y ?? 0)) < 1);
    await scrollTo(page, 0);
    await page.getByRole("button", { name: "Show Earlier Output" }).click();
    assert.deepEqual((await said()).at(-1), { type: "showEarlierOutput", held: { ...held, lineEnds: 400 } });
    await send(earlierOutput(job, { text: numbered(0, 800), skippedBytes: 0 }));
    await page.getByText("line 0", { exact: true }).waitFor();
    assert.equal(await page.locator(".log-view > .note").isVisible(), false);
    assert.deepEqual(await page.locator(".line:not(:empty)").count(), 1200);
    await page.getByRole("button", { name: "Jump to end" }).click();
    await page.waitForFunction(isAtEnd);
  });

  it("stops showing earlier output at some ten thousand lines, or where its place cannot be found", async () => {
    const { page, send } = await openWith(numbered(20_000, 20_100), {}, 5_000_000);
    for (let chunk = 0; chunk < 4; chunk++) {
      await scrollTo(page, 0);
      await page.getByRole("button", { name: "Show Earlier Output" }).click();
      await send(earlierOutput(job, { text: numbered(15_000 - chunk * 5000, 20_000 - chunk * 5000), skippedBytes: 9 }));
      await page.getByText(`line ${15_000 - chunk * 5000}`, { exact: true }).waitFor();
      if (!(await page.getByRole("button", { name: "Show Earlier Output" }).isVisible())) break;
    }
    assert.equal(await page.locator(".line:not(:empty)").count(), 15_100);
    await page.getByRole("button", { name: "Open All in Editor" }).waitFor();
    await send(output(job, "the end\n", 100));
    await page.getByRole("button", { name: "Show Earlier Output" }).click();
    await send(earlierOutput(job, { text: "", skippedBytes: undefined }));
    await page.getByRole("button", { name: "Show Earlier Output" }).waitFor({ state: "hidden" });
  });

  it("only counts what comes while one reads and there is no more room, and asks for the end on the way back", async () => {
    const { page, send, said } = await openWith(numbered(0, 5000));
    await scrollToLine(page, "line 3000");
    for (let from = 5000; from < 30_000; from += 5000) {
      await send(moreOutput(job, numbered(from, from + 5000)));
      await page.getByText(`${from.toLocaleString("en")} new lines`).waitFor();
    }
    assert.equal(await page.evaluate(topLine), "line 3000");
    assert.equal(await page.locator(".line:not(:empty)").count(), 20_000);
    await page.getByRole("button", { name: "Jump to end" }).click();
    await page.waitForFunction(() => window.played.said.at(-1)?.type === "followAgain");
    await send(output(job, "the end\n", 1000));
    await waitForLines(page, ["the end"]);
    assert.equal((await said()).filter(({ type }) => type === "followAgain").length, 1);
  });

  it("keeps nothing of what comes while nothing is drawn, and asks for the end then", async () => {
    const { page, send } = await openWith("one\n");
    await waitForLines(page, ["one"]);
    await page.evaluate(() => {
      const draw = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (callback) => {
        window.requestAnimationFrame = draw;
        window.drawNow = () => callback(0);
        return 1;
      };
    });
    for (let count = 0; count < 12; count++) await send(moreOutput(job, "x".repeat(256 * 1024)));
    await page.waitForFunction(() => "drawNow" in window);
    await page.evaluate(() => window.drawNow());
    await page.waitForFunction(() => window.played.said.at(-1)?.type === "followAgain");
    await send(output(job, "the end\n", 1000));
    await waitForLines(page, ["the end"]);
  });

  it("puts nothing above lines that are others by now", async () => {
    const { page, send } = await openWith("the end\n", {}, 5_000_000);
    await page.getByRole("button", { name: "Show Earlier Output" }).click();
    await send(output(job, "another\n"), earlierOutput(job, { text: "of the log before\n", skippedBytes: 0 }));
    await waitForLines(page, ["another"]);
  });

  it("is that of an earlier attempt when one is chosen", async () => {
    const panel = await open();
    const { page, send, said } = panel;
    const retried = { ...failed, earlierLogs: 2 };
    await send(details(retried), output(retried, "last\n"));
    await page.getByRole("tab", { name: "Output" }).click();
    const attempts = page.getByRole("combobox", { name: "Attempt" });
    assert.deepEqual(
      (await attempts.locator("option").allTextContents()).map((text) => text.trim()),
      ["Attempt 1 of 3", "Attempt 2 of 3", "Attempt 3 of 3, exit 1"],
    );
    assert.equal(await attempts.inputValue(), "");
    await attempts.selectOption("Attempt 1 of 3");
    assert.deepEqual((await said()).at(-1), { type: "chooseAttempt", attempt: 1 });
    await send(details(retried, { attempt: 1 }), output(retried, "first\n"));
    await page.locator("dirq-log").getByText("first", { exact: true }).waitFor();
    assert.equal(await attempts.inputValue(), "1");
    await attempts.selectOption({ index: 2 });
    assert.deepEqual((await said()).at(-1), { type: "chooseAttempt", attempt: undefined });
  });

  it("says that earlier output is left out, and opens all of it", async () => {
    const { page, said } = await openWith("the end\n", {}, 5_000_000);
    await page.getByRole("button", { name: "Open All in Editor" }).click();
    assert.deepEqual((await said()).at(-1), { type: "action", action: "openOutputDocument" });
  });

  it("opens as a document, and in a terminal where one may be started", async () => {
    const { page, send, said } = await openWith("one\n");
    await page.getByRole("button", { name: "Open in Editor" }).click();
    await page.getByRole("button", { name: "Follow in Terminal" }).click();
    assert.deepEqual((await said()).slice(-2), [
      { type: "action", action: "openOutputDocument" },
      { type: "action", action: "followOutput" },
    ]);
    await send(details(job, { canWrite: false }));
    await page.getByRole("button", { name: "Follow in Terminal" }).waitFor({ state: "hidden" });
  });

  it("is shown when the extension says so, whatever tab was open", async () => {
    const { page, send } = await openWith(numbered(0, 200));
    await page.getByRole("tab", { name: "Info" }).click();
    await send({ type: "showTab", tab: "output" });
    await page.waitForFunction(isAtEnd);
  });

  it("links the places that it names, for the mouse and the keyboard", async () => {
    const { page, said } = await openWith('\x1b[31m  File "/a/b.py", line 12\x1b[0m\nsrc/c.ts:3:7 - error\n');
    await page.getByRole("link", { name: 'File "/a/b.py", line 12' }).click();
    await page.getByRole("link", { name: "src/c.ts:3:7" }).press("Enter");
    assert.deepEqual((await said()).slice(-2), [
      { type: "openPlace", path: "/a/b.py", line: 12, column: undefined },
      { type: "openPlace", path: "src/c.ts", line: 3, column: 7 },
    ]);
  });

  it("never holds more than some thousand lines", async () => {
    const { page, send } = await openWith(numbered(0, 20_000));
    await page.getByText("line 19999", { exact: true }).waitFor();
    assert.equal(await page.locator(".line:not(:empty)").count(), 5000);
    await send(moreOutput(job, numbered(20_000, 20_100)));
    await page.getByText("line 20099", { exact: true }).waitFor();
    assert.equal(await page.locator(".line:not(:empty)").count(), 5000);
    await page.getByText("The output begins earlier.").waitFor({ state: "attached" });
  });

  it("shows a full window in a moment", async () => {
    const { page, send } = await openWith("");
    // The machine itself may stand still at one of them.
    const times: number[] = [];
    for (const last of [29_999, 30_999, 31_999]) {
      const start = performance.now();
      await send(output(job, numbered(0, last + 1).slice(-256 * 1024)));
      await page.getByText(`line ${last}`, { exact: true }).waitFor();
      times.push(performance.now() - start);
    }
    assert.ok(Math.min(...times) < 2000, times.join());
  });

  it("is not mixed with that of the job shown before", async () => {
    const { page, send } = await openWith("of the first\n");
    await waitForLines(page, ["of the first"]);
    await send(details(completed), moreOutput(job, "late\n"), output(completed, "of the second\n"));
    await page.getByRole("tab", { name: "Output" }).click();
    await waitForLines(page, ["of the second"]);
  });

  async function openWith(text: string, options: OpenOptions = {}, skippedBytes = 0): Promise<PanelPage> {
    const panel = await open(options);
    await panel.send(details(job));
    await panel.page.getByRole("heading", { name: job.row.label }).waitFor();
    await panel.send(output(job, text, skippedBytes));
    return panel;
  }
});

function numbered(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => `line ${from + index}\n`).join("");
}

async function waitForLines(page: Page, expected: readonly string[]): Promise<void> {
  await page.waitForFunction((wanted) => {
    const lines = [...document.querySelectorAll(".line")].map(({ textContent }) => textContent);
    return JSON.stringify(lines.filter((line, index) => line !== "" || index < lines.length - 1)) === wanted;
  }, JSON.stringify(expected));
}

/** Goes to the one place where these words stand. */
async function findIn(page: Page, words: string): Promise<void> {
  await page.locator(".log-view").press("Control+f");
  await page.keyboard.type(words);
  await page.getByText("1 of 1").waitFor();
  await page.keyboard.press("Escape");
}

async function scrollTo(page: Page, top: number): Promise<void> {
  await page.locator(".log-view").evaluate((log, to) => log.scrollTo(0, to), top);
}

/** A little of it is above what can be seen. */
async function scrollToLine(page: Page, text: string): Promise<void> {
  await page
    .locator(".line")
    .filter({ hasText: text })
    .evaluate((line) => {
      line.scrollIntoView({ block: "start" });
      document.querySelector(".log-view")?.scrollBy(0, 5);
    });
  await page.getByRole("button", { name: "Jump to end" }).waitFor();
}

async function place(page: Page): Promise<number> {
  return page.locator(".log-view").evaluate(({ scrollTop }) => scrollTop);
}

/** Runs in the page. */
function isAtEnd(): boolean {
  const log = document.querySelector(".log-view");
  return log !== null && log.scrollHeight > log.clientHeight && log.scrollHeight - log.scrollTop - log.clientHeight < 2;
}

/** Runs in the page: what came is drawn in the next frame. */
async function drawn(): Promise<void> {
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
}

/** Runs in the page: the first line that can be seen. */
function topLine(): string | undefined {
  const top = document.querySelector(".log-view")?.getBoundingClientRect().top ?? 0;
  return (
    [...document.querySelectorAll(".line")].find((line) => line.getBoundingClientRect().bottom > top + 1)
      ?.textContent ?? undefined
  );
}

/** Runs in the page. */
function colourOfFirst(colour: string): boolean {
  const span = document.querySelector(".line span");
  return span !== null && getComputedStyle(span).color === colour;
}

/** Runs in the page: how many of ten banners, each the frame after some output, made the button appear. */
async function outputThenBanner([more, banner]: readonly [unknown, unknown]): Promise<number> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const told = (message: unknown): boolean => window.dispatchEvent(new MessageEvent("message", { data: message }));
  const button = [...document.querySelectorAll("button")].find((each) => each.textContent.includes("Jump to end"));
  let shown = 0;
  for (let times = 0; times < 10; times++) {
    told(more);
    await frame();
    // Between two frames: the next begins with the events of the scrolling that the output led to.
    await new Promise((resolve) => setTimeout(resolve));
    told(banner);
    await frame();
    await frame();
    if (button?.checkVisibility() === true) shown += 1;
    told({ type: "answering", answering: { kind: "answering" } });
    await frame();
    await frame();
  }
  return shown;
}
