import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { terminalLines } from "../../src/webview/terminal/terminal-text.js";
import { printable, printableLines } from "../../src/wording/index.js";
import { hostileStrings } from "./hostile-strings.js";
import { lineText } from "./line-text.js";
import { usePanelPage } from "./panel-page.js";
import { completed, details, output, type SampleJob } from "./sample-jobs.js";

describe("Nothing from a job is interpreted", () => {
  const open = usePanelPage();

  it("whatever stands in any of its fields", async function () {
    this.timeout(120_000);
    const { page, send, complaints, requests } = await open();
    await send(details(completed));
    await page.locator("h1").waitFor();
    const elements = await page.evaluate(countElements);
    const loaded = requests.length;

    assert.equal(hostileStrings.length, 50);
    for (const text of hostileStrings) {
      const job = jobOf(text);
      await send(details(job), output(job, `${text}\n`), { type: "gone", id: job.row.id }, details(job));
      await page.waitForFunction(isShown, { heading: printable(text), output: inTerminal(text) });
      await page.evaluate(showSecrets);
      assert.deepEqual(await shownIn(page), fieldsOf(text), text.slice(0, 200));
    }

    assert.deepEqual(complaints, []);
    assert.deepEqual(requests.slice(loaded), []);
    assert.equal(await page.evaluate(() => "hacked" in window), false);
    assert.equal(await page.evaluate(() => document.scripts.length), 1);
    // Frames, images, forms and the like: as many as before, which is none.
    assert.deepEqual(await page.evaluate(countElements), elements);
  });

  it("whatever keys and values its result has", async function () {
    this.timeout(120_000);
    const { page, send, complaints, requests } = await open();
    await send(details(completed));
    await page.locator("h1").waitFor();
    const elements = await page.evaluate(countElements);
    const loaded = requests.length;
    for (const text of hostileStrings) {
      await send(details({ ...completed, resultText: JSON.stringify({ [text]: [text] }) }));
      const quoted = printable(JSON.stringify(text));
      await page.waitForFunction(
        (words) => document.querySelector("#panel-result .json-string")?.textContent === words,
        cut(quoted),
      );
      const key = await page.locator("#panel-result .json-key").textContent();
      assert.ok([printable(text), quoted].includes(key ?? ""), `${text.slice(0, 200)}: ${key?.slice(0, 200)}`);
      // Its buttons name the way to it.
      await page
        .locator(".json-row")
        .last()
        .evaluate((row: HTMLElement) => row.click());
    }
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests.slice(loaded), []);
    assert.equal(await page.evaluate(() => "hacked" in window), false);
    assert.deepEqual(await page.evaluate(countElements), elements);
  });

  it("not even by a page that forgot to be careful", async () => {
    const { page, complaints } = await open();
    const refused = await page.evaluate(() => {
      try {
        document.body.innerHTML = "<img src=https://evil.test/ onerror=window.hacked=true>";
        return "set";
      } catch (error) {
        return error instanceof TypeError ? "refused" : String(error);
      }
    });
    assert.equal(refused, "refused");
    assert.match(complaints.join("\n"), /TrustedHTML/);
  });

  it("not by a script, a style, a picture or a connection either", async () => {
    const { page, requests } = await open();
    const before = requests.length;
    await page.evaluate(async () => {
      const image = document.createElement("img");
      image.src = "https://evil.test/x.png";
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = "https://evil.test/x.css";
      const frame = document.createElement("iframe");
      frame.src = "https://evil.test/";
      document.body.append(image, style, frame);
      await fetch("https://evil.test/").catch(() => undefined);
    });
    assert.deepEqual(requests.slice(before), []);
  });
});

function jobOf(text: string): SampleJob {
  return {
    ...completed,
    row: {
      ...completed.row,
      id: text,
      state: "failed",
      label: text,
      workerName: text,
      errorLine: text,
      signal: text,
      exitCode: undefined,
    },
    command: text,
    cwd: text,
    env: { [text]: text },
    related: {
      resubmitOf: { id: text },
      resubmissions: [{ id: text, row: { ...completed.row, label: text } }],
      allRead: true,
      after: [],
      left: 0,
    },
    paramsText: text,
    jobFile: text,
    resultDirectory: text,
    resultText: text,
    resultFile: text,
    errorText: text,
  };
}

/** Runs in the page. */
function isShown({ heading, output }: { heading: string; output: string }): boolean {
  return (
    document.querySelector("h1")?.textContent === heading &&
    document.querySelector("dirq-log .line")?.textContent === output
  );
}

/** What stands in the first line of output that begins with the text. */
function inTerminal(text: string): string {
  const [line = []] = terminalLines(`${text}\n`);
  return lineText(line);
}

/** Runs in the page: one of the names looks like that of a password. */
function showSecrets(): void {
  for (const button of document.querySelectorAll<HTMLElement>(".environment .link")) button.click();
}

/** Each field as it stands on the page, letter for letter. */
async function shownIn(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const text = (selector: string): string => document.querySelector(selector)?.textContent ?? "(not there)";
    const facts = [...document.querySelectorAll(".facts > div")].map((row) => [
      row.querySelector("dt")?.textContent ?? "",
      (row.querySelector("dd .exact, dd .link") ?? row.querySelector("dd"))?.textContent.trim() ?? "",
    ]);
    return {
      ...(Object.fromEntries(
        facts.filter(
          ([term = ""]) =>
            !["Queued", "Started", "Ended", "Waited", "Waiting for", "Ran", "Running for"].includes(term),
        ),
      ) as Record<string, string>),
      heading: text("h1"),
      trouble: text(".trouble"),
      variable: text(".environment th"),
      value: text(".environment .value"),
      command: text("pre[aria-label=command]"),
      parameters: text("pre[aria-label=parameters]"),
      result: text("pre[aria-label=result]"),
      error: text("#panel-error .line"),
      output: text("dirq-log .line"),
    };
  });
}

/** What acts unseen is shown as an escape: on one line, or laid out as it came. */
function fieldsOf(text: string): Record<string, string> {
  const all = (names: readonly string[], shown: string): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, shown]));
  return {
    ...all(["Worker", "Directory", "Resubmitted from", "Resubmitted as", "Results", "Job file", "Id"], printable(text)),
    ...all(["heading", "trouble", "variable"], printable(text)),
    value: printableLines(text),
    ...all(["command", "parameters"], printableLines(text.slice(0, 200_000))),
    // A file has UTF-8, in which half of a character cannot be written.
    result: printableLines(Buffer.from(text).toString().slice(0, 200_000)),
    ...all(["error", "output"], inTerminal(text)),
    Exit: `killed by ${printable(text)}`,
  };
}

/** As the tree of a result shows a long value. */
function cut(words: string): string {
  return words.length <= 1000 ? words : `${words.slice(0, 999)}… ${words.length.toLocaleString("en")} characters`;
}

/** Runs in the page: elements that do or load something. */
function countElements(): Record<string, number> {
  const names = [
    "script",
    "link",
    "style",
    "img",
    "svg",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "a",
    "video",
    "audio",
    "meta",
    "base",
    "dirq-log",
  ];
  return Object.fromEntries(names.map((name) => [name, document.getElementsByTagName(name).length]));
}
