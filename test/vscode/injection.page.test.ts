import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { click, expandRow, openActivity, panelContent, rows, runCommand } from "../../scripts/vscode/actions.js";
import { JobQueue } from "../../src/queue/index.js";
import { terminalLines } from "../../src/webview/terminal/terminal-text.js";
import { firstLine, printable, printableLines } from "../../src/wording/index.js";
import { writeIn } from "../queue/temporary-queue.js";
import { hostileStrings } from "../webview/hostile-strings.js";
import { until } from "../setup/until.js";
import { writePresence } from "../queue/other-workers.js";
import { lineText } from "../webview/line-text.js";
import { writeJobs } from "./jobs-on-disk.js";
import { takePicture } from "./pictures.js";
import { heldToast } from "./toasts.js";
import { untilNoTooltip, untilTooltip } from "./tree-actions.js";
import { useWorkbench } from "./workbench.js";

const FIRST = 1_733_302_847_000_000_000n;
/** A page shows 200,000 characters of a text, and in the params it stands many times. */
const texts = hostileStrings.map((text) => text.slice(0, 20_000));
/** Whatever VS Code would make of a text that it reads as markup. */
const INTERPRETED = "a, img, script, iframe, svg, form, input, strong, em, .codicon";

/** The strings that VS Code would take for its own, in its messages, lists, tooltips and problems. */
const READ_BY_VS_CODE = texts.flatMap((text, index) =>
  /^\d+: ([[!$*<`]|url)/.test(text) && index > 33 ? [index] : [],
);

/** A command's link: of a terminal, which would be seen. */
const LINK = texts.findIndex((text) => text.includes("[click](command:"));

/** For a list through which the keyboard walks, on a machine that is busy. */
const ROW_BY_ROW_MS = 120_000;

describe("Hostile jobs in VS Code", () => {
  const requests: string[] = [];
  const complaints: string[] = [];

  const workbench = useWorkbench({
    settings: { "workbench.hover.delay": 0 },
    prepare: (folder) => {
      const queue = new JobQueue(path.join(folder, "jobs"));
      queue.create();
      texts.forEach((text, index) => writeHostileJob(queue, { text, index, folder }));
      writeJobs(queue.directory, [{ id: "$(bug)", state: "failed", name: "odd id" }]);
      for (const index of READ_BY_VS_CODE) writeHostileWorker(queue, index);
      writeFileSync(path.join(folder, "bad.py"), "x\n".repeat(texts.length));
    },
  });

  before(async () => {
    const { page } = workbench();
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    await openActivity(page, "dirq");
    await rows(page, /^0: /).waitFor();
  });

  it("are shown letter for letter in their rows and in every tab of the panel", async () => {
    const { page, folder } = workbench();
    await click(rows(page, /^0: /));
    const panel = panelContent(page);
    const seen: string[] = [];
    for (const [index, text] of texts.entries()) {
      if (index > 0) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      seen.push(await focusedLabel(page));
      const expected = expectedIn(text, { folder, index });
      await until("the panel shows all of it", async () => isDeepStrictEqual(await shownIn(panel), expected)).catch(
        async () => assert.deepEqual(await shownIn(panel), expected, `${index}`),
      );
    }
    assert.deepEqual(seen, texts.map(labelOf));
    await takePicture(page, "hostile jobs");
  });

  it("are shown under a policy of this page's own, with 128 bits that nobody can guess", async () => {
    const { page } = workbench();
    const policy = await panelContent(page).locator("meta[http-equiv]").getAttribute("content");
    assert.match(policy ?? "", /^default-src 'none'; script-src 'nonce-[\w+/]{22}=='; style-src 'nonce-/);
  });

  it("have run, loaded and drawn nothing", async () => {
    const { page } = workbench();
    for (const frame of page.frames()) assert.equal(await frame.evaluate("'hacked' in window"), false, frame.url());
    const made = panelContent(page).locator(`main, header`).locator("img, script, iframe, svg, form, a, video, object");
    assert.equal(await made.count(), 0);
    assert.deepEqual(
      requests.filter((url) => url.includes("evil.test")),
      [],
    );
    assert.deepEqual(
      complaints.filter((words) => /Content Security Policy|Trusted/.test(words)),
      [],
    );
  });

  it("have tooltips without links, icons and markup", async () => {
    const { page } = workbench();
    const wrong: string[] = [];
    // They are the last ones, which are on the screen now.
    for (const index of READ_BY_VS_CODE) {
      await untilTooltip(page, rows(page, new RegExp(`^${index}: `)), `${index}: `);
      const hover = page.locator(".monaco-hover:visible").filter({ hasText: `${index}: ` });
      for (const element of await hover.locator(INTERPRETED).all()) wrong.push(await element.innerHTML());
      if (index === 39) await takePicture(page, "hostile tooltip");
    }
    assert.deepEqual(wrong, []);
  });

  it("are named in messages without links and icons", async () => {
    const { page } = workbench();
    await showJob(page, LINK);
    await page.keyboard.press("Delete");
    const message = await heldToast(page, `${LINK}: `);
    assert.equal(await message.locator(".notification-list-item-message").locator(INTERPRETED).count(), 0);
    await takePicture(page, "hostile message");
    await click(message.getByRole("button", { name: "Undo" }));
    await message.waitFor({ state: "detached" });
  });

  it("are offered in lists by their names alone", async () => {
    const { page } = workbench();
    const list = page.locator(".quick-input-list");
    await openList(page, { command: "dirq: Resubmit", first: list.getByText("0: <script").first() });
    const labels = new Set<string>();
    await until(
      "all have been seen",
      async () => {
        for (const label of await list.locator(".label-name").allTextContents()) {
          labels.add(label);
        }
        assert.equal(await list.locator(".label-name, .label-description").locator(INTERPRETED).count(), 0);
        // Row by row: two pages in the time of one drawing would leave rows out.
        await page.keyboard.press("ArrowDown");
        return labels.has("$(bug)");
      },
      ROW_BY_ROW_MS,
    );
    for (const text of texts) assert.ok(labels.has(labelOf(text)), labelOf(text));
    await takePicture(page, "hostile list");
    await page.keyboard.press("Escape");
  });

  it("stand in the Problems view as text", async () => {
    const { page } = workbench();
    await page.keyboard.press("Control+Shift+M");
    const problems = page.locator(".markers-panel .marker-message-line");
    await problems.first().waitFor();
    const seen = new Set<string>();
    await until(
      "the last has been seen",
      async () => {
        for (const problem of await problems.allTextContents()) seen.add(problem.split(" (job “")[0] ?? "");
        assert.equal(await problems.locator(INTERPRETED).and(page.locator(":not(.action-label)")).count(), 0);
        // On the list: what is still opening elsewhere may take the focus.
        await page.locator(".markers-panel .monaco-list").first().press("ArrowDown");
        return seen.has(errorOf(READ_BY_VS_CODE.at(-1)));
      },
      ROW_BY_ROW_MS,
    );
    for (const index of READ_BY_VS_CODE)
      assert.ok(seen.has(errorOf(index)), `${errorOf(index)} in ${[...seen].join("\n")}`);
    await takePicture(page, "hostile problems");
    await runCommand(page, "View: Hide Panel");
  });

  it("have workers whose names, machines and tooltips are text as well", async () => {
    const { page } = workbench();
    await click(page.locator(".sidebar .pane-header").filter({ hasText: "Workers" }));
    const row = rows(page, new RegExp(`^${LINK}: .*unknown`));
    await row.waitFor();
    assert.match(await textOf(row), / \[click\]\(command:.*unknown: cannot be seen from here \(\d+: \[click\]/);
    await untilTooltip(page, row, "Process: 17");
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "Process: 17" });
    assert.equal(await hover.locator(INTERPRETED).count(), 0);
    await takePicture(page, "hostile worker");
    await click(page.locator(".sidebar .pane-header").filter({ hasText: "Workers" }));
  });

  it("have left files whose names are text", async () => {
    const { page } = workbench();
    await showJob(page, LINK);
    await page.keyboard.press("Home");
    await expandRow(page, /^0: /);
    await takePicture(page, "hostile files");
    const seen = new Set<string>();
    await until(
      "all have been seen",
      async () => {
        for (const label of await rows(page).locator(".label-name").allTextContents()) seen.add(label);
        assert.equal(await rows(page).locator(".label-name").locator(INTERPRETED).count(), 0);
        await page.keyboard.press("ArrowDown");
        return seen.has("result.json");
      },
      ROW_BY_ROW_MS,
    );
    // Half a character cannot stand in a name.
    for (const text of texts)
      assert.ok(seen.has(printable(Buffer.from(fileName(text)).toString())), text.slice(0, 200));
  });
});

function errorOf(index: number | undefined): string {
  return printable(firstLine(texts[index ?? -1] ?? ""));
}

interface HostileJob {
  readonly text: string;
  readonly index: number;
  readonly folder: string;
}

/** The first string belongs to the newest job, which stands first in the tree; the last one failed last. */
function writeHostileJob(queue: JobQueue, { text, index, folder }: HostileJob): void {
  const id = idOf(index);
  const place = READ_BY_VS_CODE.includes(index) ? `  File "${folder}/bad.py", line ${index}\n` : "";
  const error = `${text}\n${place}`;
  const finished = `2024-12-04T10:01:${String(index).padStart(2, "0")}`;
  const changes = { ...jobOf(text), error, worker_name: text, finished_at: finished };
  writeJobs(queue.directory, [{ id, state: "failed", name: "", changes }]);
  const results = `completed_results/${id}`;
  writeIn(queue, `${results}/result.json`, JSON.stringify({ [text]: text }));
  writeIn(queue, `${results}/output.log`, `${text}\n`);
  writeIn(queue, `${results}/error.txt`, error);
  // One job left files of all these names.
  writeIn(queue, `completed_results/${idOf(0)}/${fileName(text)}`, "");
}

function idOf(index: number): string {
  return String(FIRST + BigInt(texts.length - index));
}

function jobOf(text: string): { readonly params: unknown } {
  return { params: { name: text, command: text, type: "shell", cwd: text, env: { [text]: text }, tags: [text] } };
}

/** On another machine, so that nobody can say whether it lives. */
function writeHostileWorker(queue: JobQueue, index: number): void {
  const text = texts[index] ?? "";
  writePresence(queue, `00000000-1-${index}-1-000000000000`, { name: text, host: text, pid: 17 });
}

function fileName(text: string): string {
  return text.replaceAll("/", "∕").replaceAll("\0", "").slice(0, 80);
}

/** As in its row: one line, and cut where it is long. */
function labelOf(text: string): string {
  return cut(printable(text.trim()), 200);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** All that the panel says in the words of a job, in the order of the page. */
async function shownIn(panel: FrameLocator): Promise<readonly unknown[]> {
  const places = "h1, .trouble, .facts .exact, pre, .environment th, .environment td, #panel-result .json-key";
  const lines = "#panel-result .json-string, #panel-error .line:first-child, dirq-log .line:first-child";
  const shown = await panel.locator(`${places}, ${lines}`).allTextContents();
  return shown.map((text) => (text.startsWith("{\n") ? (JSON.parse(text) as unknown) : text));
}

/** What acts unseen is shown as an escape, on one line or laid out as it came; what a terminal obeys, as it leaves it. */
function expectedIn(
  text: string,
  { folder, index }: { readonly folder: string; readonly index: number },
): readonly unknown[] {
  const id = idOf(index);
  const quoted = printable(JSON.stringify(text));
  return [
    labelOf(text),
    printable(cut(firstLine(text), 400)),
    printable(cut(text, 200)),
    ...[text, `${folder}/jobs/completed_results/${id}`, `${folder}/jobs/failed/${id}.json`, id].map(printable),
    ...[printableLines(text), printable(text), printableLines(text)],
    jobOf(text).params,
    ...[
      quoted,
      quoted.length <= 1000 ? quoted : `${quoted.slice(0, 999)}… ${quoted.length.toLocaleString("en")} characters`,
    ],
    ...[text, text].map(inTerminal),
  ];
}

/** The first line, of the text as it lies in a file: half a character cannot. */
function inTerminal(text: string): string {
  const [line = []] = terminalLines(Buffer.from(text).toString());
  return lineText(line);
}

async function showJob(page: Page, index: number): Promise<void> {
  await untilNoTooltip(page);
  await click(rows(page, new RegExp(`^${index}: `)).first());
  const heading = panelContent(page).locator("h1");
  await heading.filter({ hasText: new RegExp(`^\\s*${index}: `) }).waitFor();
}

/** A message that has just gone gives the focus back to the editor, late on a busy machine, and then the list closes. */
async function openList(
  page: Page,
  { command, first }: { readonly command: string; readonly first: Locator },
): Promise<void> {
  for (let tries = 1; ; tries++) {
    await runCommand(page, command);
    try {
      return await first.waitFor({ timeout: 10_000 });
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}

async function focusedLabel(page: Page): Promise<string> {
  return textOf(page.locator(".sidebar .monaco-list-row.focused .label-name"));
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? "";
}
