/** The dashboard as a program, in a real browser: `npm run build` comes first, it imports the built library. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../scripts/vscode/page.js";
import { JobQueue } from "../../src/queue/index.js";
import { claimJob } from "../queue/claim-job.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";
import { need } from "../setup/needs.js";
import { takePicture } from "../vscode/pictures.js";
import { examples } from "./run-example.js";

/** Would run, were it markup or a script. */
const HOSTILE = "<img src=x onerror=\"document.title='owned'\"></script><b>";

describe("the dashboard", () => {
  let queue: JobQueue;
  let program: ChildProcess;
  let address: string;

  beforeEach(async () => {
    const cwd = temporaryDirectory();
    queue = new JobQueue(path.join(cwd, "jobs"));
    program = spawn(process.execPath, [path.join(examples, "dashboard", "dashboard.mjs"), "jobs", "0"], {
      cwd,
      stdio: ["ignore", "pipe", "inherit"],
    });
    assert.ok(program.stdout);
    const [line] = (await once(createInterface(program.stdout), "line")) as [string];
    address = line.replace("Open ", "");
  });
  afterEach(async () => {
    program.kill();
    await once(program, "exit");
  });

  it("answers to no other site, and to no other name for this machine", async () => {
    const submit = { method: "POST", path: "/jobs" };
    const ours = new URL(address).host;
    assert.equal(await ask({ ...submit, headers: { host: ours, origin: "http://elsewhere.test" } }), 403);
    assert.equal(await ask({ path: "/", headers: { host: "elsewhere.test" } }), 403);
    assert.equal(queue.exists(), false);
    assert.equal(await ask({ ...submit, headers: { host: ours, origin: address } }), 201);
    assert.equal(queue.counts().queued, 1);
  });

  describe("in a browser", () => {
    let browser: Browser;
    let page: Page;

    before(async function () {
      this.timeout(120_000); // The first run of all fetches the browser.
      browser = await need(this, launchBrowser);
    });
    after(() => browser?.close());

    beforeEach(async () => {
      page = await browser.newPage({ viewport: { width: 900, height: 600 } });
      await page.goto(address);
    });
    afterEach(() => page.close());

    it("submits a command, shows the job as it moves on, and follows what it prints", async () => {
      await page.getByText("There is no queue yet").waitFor();
      await page.getByLabel("Command").fill("python train.py");
      await page.getByRole("button", { name: "Submit" }).click();
      await page.getByRole("button", { name: "queued python train.py", pressed: true }).waitFor();

      const claim = claimJob(queue);
      queue.updateProgress(claim, 0.42);
      await page.getByRole("button", { name: "running python train.py 42 %" }).waitFor();
      appendFileSync(path.join(claim.resultDirectory, "output.log"), "epoch 1\nepoch 2\n");
      await page.getByLabel("Output").getByText("epoch 2").waitFor();
      queue.submit({ command: "python evaluate.py --epochs 200 --seed 1936", type: "shell" });
      await page.getByText("1 queued · 1 running").waitFor();
      await page.emulateMedia({ colorScheme: "dark" });
      await takePicture(page, "dashboard, dark");

      queue.finish(claim, { state: "failed", error: "Command failed with exit code 2: no GPU", details: "" });
      await page.getByRole("button", { name: "failed python train.py Command failed" }).waitFor();
      await page.emulateMedia({ colorScheme: "light" });
      await takePicture(page, "dashboard, light");
    });

    it("takes what others have written for text", async () => {
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      const { id } = queue.submit({ command: "true", type: "shell", name: HOSTILE });
      const claim = claimJob(queue);
      appendFileSync(path.join(claim.resultDirectory, "output.log"), HOSTILE);
      queue.finish(claim, { state: "failed", error: HOSTILE, details: "" });
      await page.locator(`[data-id="${id}"][data-state="failed"]`).click();
      await page.getByLabel("Output").getByText(HOSTILE).waitFor();
      assert.equal(await page.locator("#jobs img, #jobs b, #output img, #output b").count(), 0);
      assert.deepEqual([await page.title(), complaints], ["dirq", []]);
    });
  });

  interface Question {
    readonly method?: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  }

  /** Not with fetch, which sets Host and Origin itself. */
  async function ask(question: Question): Promise<number | undefined> {
    const { hostname, port } = new URL(address);
    const asked = request({ hostname, port, ...question });
    if (question.method === "POST") asked.write(JSON.stringify({ command: "true" }));
    asked.end();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    answer.resume();
    return answer.statusCode;
  }
});
