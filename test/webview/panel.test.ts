import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { JobDetails } from "../../src/live/live-queue.js";
import { takePicture } from "../vscode/pictures.js";
import { usePanelPage } from "./panel-page.js";
import { completed, damaged, details, failed, output, queued, running } from "./sample-jobs.js";

describe("The job panel", () => {
  const open = usePanelPage();

  it("says that it is ready before anything else", async () => {
    assert.deepEqual(await (await open()).said(), [{ type: "ready" }]);
  });

  it("opens each job at the tab that tells most about it", async () => {
    const { page, send } = await open();
    const tabs: (string | null)[] = [];
    for (const job of [queued, running(), failed, completed, damaged]) {
      await send(details(job));
      await heading(page, job).waitFor();
      tabs.push(await selectedTab(page).textContent());
    }
    assert.deepEqual(
      tabs.map((tab) => tab?.trim()),
      ["Info", "Output", "Error", "Result", "Info"],
    );
  });

  it("opens a command that left no result of its own at its output, unless a Python worker ran it, which keeps none", async () => {
    const { page, send } = await open();
    const given = { ...completed, resultText: `{"command": "echo hi", "output": "hi\\n", "exit_code": 0}` };
    await send(details(given));
    await heading(page, given).waitFor();
    assert.equal((await selectedTab(page).textContent())?.trim(), "Output");
    const row = { ...completed.row, id: "1790000000000001235", label: "by Python", exitCode: undefined };
    const byPython = { ...given, row };
    await send(details(byPython));
    await heading(page, byPython).waitFor();
    assert.equal((await selectedTab(page).textContent())?.trim(), "Result");
  });

  it("keeps the tab that a person chose as they walk on to the next job", async () => {
    const { page, send } = await open();
    await send(details(completed));
    await tab(page, "Info").click();
    await send(details(failed));
    await heading(page, failed).waitFor();
    assert.equal((await selectedTab(page).textContent())?.trim(), "Info");
  });

  it("opens a job of which the chosen tab says nothing at another, and goes back to it for one of which it does", async () => {
    const { page, send } = await open();
    await send(details(completed));
    const tabs: (string | null)[] = [];
    for (const [chosen, other] of [["Result", failed] as const, ["Error", running()] as const]) {
      await tab(page, chosen).click();
      for (const job of [other, chosen === "Result" ? completed : failed]) {
        await send(details(job));
        await heading(page, job).waitFor();
        tabs.push(await selectedTab(page).textContent());
      }
    }
    assert.deepEqual(
      tabs.map((name) => name?.trim()),
      ["Error", "Result", "Output", "Error"],
    );
  });

  it("says in words how the job stands, and its error first", async () => {
    const { page, send } = await open();
    await send(details(failed));
    const header = page.locator("header");
    await header.getByText("exit 1", { exact: true }).waitFor();
    await header.getByText("ran 1 min 3 s", { exact: true }).waitFor();
    assert.equal(await header.locator(".trouble").textContent(), failed.row.errorLine);
  });

  it("says of a job that completed without a result that it did", async () => {
    const { page, send } = await open();
    const row = { ...completed.row, resultMissing: true };
    await send(details({ ...completed, row, resultText: undefined, resultFile: undefined }));
    await page.locator(".status").getByText("Completed without a result").waitFor();
    assert.equal(await page.locator("header .state-icon.codicon-warning").count(), 1);
  });

  it("tells a held job from one that waits by its icon", async () => {
    const { page, send } = await open();
    for (const [waiting, icon] of Object.entries({ held: "debug-pause", after: "watch" })) {
      await send(details({ ...queued, row: { ...queued.row, label: waiting, waiting } }));
      await page.locator("header", { hasText: waiting }).locator(`.state-icon.codicon-${icon}`).waitFor();
    }
  });

  it("offers only what can be done", async () => {
    const { page, send } = await open();
    const offered: Record<string, string[]> = {};
    const held = { ...queued, row: { ...queued.row, label: "held back", waiting: "held" } };
    for (const [name, job] of Object.entries({ queued, held, running: running(), failed, damaged })) {
      await send(details(job));
      await heading(page, job).waitFor();
      offered[name] = await actions(page);
    }
    assert.deepEqual(offered, {
      queued: ["Cancel", "Hold", "Delete", "Notify Me When Done", "Open Job File"],
      held: ["Release", "Cancel", "Delete", "Notify Me When Done", "Open Job File"],
      running: ["Cancel", "Notify Me When Done", "Open Result Folder", "Open Job File"],
      failed: ["Resubmit", "Edit and Resubmit", "Delete", "Open Result Folder", "Open Job File"],
      damaged: ["Delete", "Open Job File"],
    });
  });

  it("offers no change in Restricted Mode, and says why", async () => {
    const { page, send } = await open();
    await send(details(failed, { canWrite: false }));
    await page.getByText("Restricted Mode").waitFor();
    assert.deepEqual(await actions(page), ["Open Result Folder", "Open Job File"]);
  });

  it("offers to be told when a job is done also in Restricted Mode, and to take that back", async () => {
    const { page, send, said } = await open();
    await send(details(running(), { canWrite: false, askedFor: true }));
    await page.getByRole("button", { name: "Don't Notify Me" }).click();
    assert.deepEqual((await said()).at(-1), { type: "action", action: "dontNotifyWhenDone" });
  });

  it("asks once, however often it is clicked, and again after the answer", async () => {
    const { page, send, said } = await open();
    await send(details(failed));
    const resubmit = page.getByRole("button", { name: "Resubmit", exact: true });
    await resubmit.dblclick();
    await send({ type: "actionEnded", action: "resubmit" });
    await page.locator("[data-action=resubmit]:not([aria-disabled])").click();
    const asked = { type: "action", action: "resubmit" };
    assert.deepEqual((await said()).slice(1), [asked, asked]);
  });

  it("tells why a job of a Python worker cannot be cancelled", async () => {
    const { page, send, said } = await open();
    const job = running();
    await send(details({ ...job, row: { ...job.row, ours: false } }));
    const cancel = page.getByRole("button", { name: "Cancel" });
    await cancel.press("Enter");
    assert.match((await cancel.getAttribute("title")) ?? "", /^Cancel · A Python worker/);
    assert.deepEqual(await said(), [{ type: "ready" }]);
  });

  it("says of a time that is long past the day once", async () => {
    const { page, send } = await open();
    const createdMs = Date.UTC(2024, 11, 4, 9, 0, 47);
    await send(details({ ...queued, row: { ...queued.row, createdMs } }));
    await tab(page, "Info").click();
    assert.equal(await fact(page, "Queued"), "2024-12-04 10:00:47");
  });

  it("lets the clock run while the job runs", async () => {
    const { page, send } = await open();
    await stopClock(page, completed.row.createdMs + 100_000);
    await send(details(running(completed.row.createdMs + 100_000)));
    await tab(page, "Info").click();
    assert.equal(await fact(page, "Running for"), "1 min");
    await page.clock.runFor(5000);
    assert.equal(await fact(page, "Running for"), "1 min 5 s");
  });

  it("does not count on for a job whose worker has died", async () => {
    const { page, send } = await open();
    const job = running();
    await send(details({ ...job, row: { ...job.row, lostWorker: true } }));
    await tab(page, "Info").click();
    await page.getByText("Started", { exact: true }).waitFor();
    assert.equal(await page.getByText("Running for", { exact: true }).count(), 0);
  });

  it("says for how long a running job has printed nothing, once that is unusual", async () => {
    const { page, send } = await open();
    const now = completed.row.createdMs + 3_600_000;
    await stopClock(page, now);
    const job = running(now);
    await send(details({ ...job, row: { ...job.row, lastOutputMs: now - 599_000, longestGapMs: 60_000 } }));
    const status = page.locator(".status");
    assert.doesNotMatch(await status.innerText(), /no output/);
    await page.clock.runFor(5000);
    assert.match(await status.innerText(), /no output for 10 min$/);
  });

  it("gives every fact of a job", async () => {
    const { page, send } = await open();
    await stopClock(page, completed.row.createdMs + 3_600_000);
    await send(details({ ...completed, row: { ...completed.row, priority: -10 } }));
    await tab(page, "Info").click();
    const facts = await page
      .locator(".facts > div")
      .evaluateAll((rows) =>
        rows.map((row) => [...row.children].map(({ textContent }) => textContent.replaceAll(/\s+/g, " ").trim())),
      );
    assert.deepEqual(Object.fromEntries(facts), {
      Queued: "2026-11-24 22:40:00 · 1 h ago",
      Started: "2026-11-24 22:40:02 · 59 min ago",
      Ended: "2026-11-24 22:41:05 · 58 min ago",
      Waited: "2.0 s",
      Ran: "1 min 3 s",
      Priority: "-10",
      Exit: "0",
      Worker: "lab-7",
      Directory: "/home/ada/iris",
      "Resubmitted from": "train lr=1 …0042 · completed",
      Results: completed.resultDirectory,
      "Job file": completed.jobFile,
      Id: completed.row.id,
    });
  });

  it("is drawn whatever numbers stand in a job's file", async () => {
    const { page, send, complaints } = await open();
    for (const number of [NaN, Infinity, -1, 0, 1e300]) {
      const row = {
        ...completed.row,
        label: `of ${number}`,
        createdMs: number,
        startedMs: number,
        finishedMs: number,
        progress: number,
      };
      await send(details({ ...completed, row }), details({ ...completed, row: { ...row, state: "running" } }));
      await page.getByRole("heading", { name: row.label }).waitFor();
    }
    assert.deepEqual(complaints, []);
  });

  it("leads to the job that this one was resubmitted from", async () => {
    const { page, send, said } = await open();
    await send(details(completed));
    await tab(page, "Info").click();
    await page.getByRole("button", { name: "train lr=1" }).click();
    assert.deepEqual((await said()).at(-1), { type: "showJob", id: "1790000000000000042" });
  });

  it("leads on to the jobs that came of it, and to those that it waits for", async () => {
    const { page, send, said } = await open();
    const again = { ...completed.row, id: "1790000000000009001", label: "again" };
    const related = {
      resubmissions: [{ id: again.id, row: again }],
      allRead: false,
      after: [{ id: "1790000000000000007" }, { id: failed.row.id, row: failed.row }],
      left: 3,
    };
    await send(details({ ...queued, related }));
    assert.equal(await fact(page, "Resubmitted as"), "again …9001 · completed of the jobs that have been read so far");
    assert.equal(
      await fact(page, "After"),
      "1790000000000000007 not in the queue any more train lr=10 …5678 · failed and 3 more",
    );
    await page.getByRole("button", { name: "again" }).click();
    assert.deepEqual((await said()).at(-1), { type: "showJob", id: again.id });
  });

  it("tells how earlier attempts ended", async () => {
    const { page, send } = await open();
    const job = running();
    const now = Date.now();
    const error = "Command failed with exit code 2: no such file";
    const earlierAttempts = [
      { kind: "failed", error, startedMs: now - 63_000, endedMs: now - 60_000 },
      { kind: "died", endedMs: now - 5000 },
    ] as const;
    await send(details({ ...job, row: { ...job.row, attempt: "attempt 3 of 4" }, earlierAttempts }));
    await tab(page, "Info").click();
    assert.deepEqual(
      [await fact(page, "Attempt 1"), await fact(page, "Attempt 2")],
      ["exit 2 · 1 min ago · ran 3.0 s · no such file", "its worker died · just now"],
    );
  });

  it("tells of many earlier attempts only how the last ten ended", async () => {
    const { page, send } = await open();
    const job = running();
    const earlierAttempts = Array.from({ length: 100 }, () => ({ kind: "died" }) as const);
    await send(details({ ...job, row: { ...job.row, attempt: "attempt 101 of 101" }, earlierAttempts }));
    await tab(page, "Info").click();
    assert.deepEqual(
      [await fact(page, "Attempts 1 to 90"), await fact(page, "Attempt 91"), await fact(page, "Attempt 100")],
      ["failed, or ended by a worker's death", "its worker died", "its worker died"],
    );
    assert.equal(await page.locator("dt", { hasText: /^Attempts? \d/ }).count(), 11);
  });

  it("says how many attempts a job took, once it has ended", async () => {
    const { page, send } = await open();
    await send(details({ ...failed, earlierLogs: 2 }));
    await tab(page, "Info").click();
    assert.equal(await fact(page, "Attempts"), "3");
    await send(details({ ...failed, earlierLogs: 100, moreLogs: true }));
    await page.getByText("more than 100").waitFor();
    await tab(page, "Output").click();
    assert.deepEqual((await page.locator(".attempts option").allTextContents()).map((text) => text.trim()).slice(-3), [
      ...["Attempt 100", "Later attempts: in the result folder", "Last attempt, exit 1"],
    ]);
    await send(details(completed));
    await page.getByText("train lr=0.1").first().waitFor();
    assert.equal(await page.locator("dt", { hasText: "Attempts" }).count(), 0);
  });

  it("masks secrets until one asks for them, one at a time", async () => {
    const { page, send } = await open();
    const env = { API_KEY: "hunter2", HOME: "/home/ada", HUB_TOKEN: "swordfish" };
    const paramsText = JSON.stringify({ command: "make", env }, null, 2);
    await send(details({ ...completed, env, paramsText }));
    await tab(page, "Info").click();
    const info = page.locator("#panel-info");
    assert.doesNotMatch((await info.textContent()) ?? "", /hunter2|swordfish/);
    await info.getByRole("button", { name: "Show the value of API_KEY" }).click();
    await info.locator(".environment").getByText("hunter2").waitFor();
    assert.doesNotMatch((await info.textContent()) ?? "", /swordfish/);
    await info.getByRole("button", { name: "Hide the value of API_KEY" }).click();
    await info.getByRole("button", { name: "Copy parameters, as given" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), paramsText);
    await info.getByRole("button", { name: "Show the secrets in the parameters" }).click();
    assert.equal(await page.locator("pre[aria-label=parameters]").textContent(), paramsText);
    // Another job's are masked again.
    await send(details({ ...completed, row: { ...completed.row, id: "2", label: "other" }, env, paramsText }));
    await page.getByRole("heading", { name: "other" }).waitFor();
    assert.doesNotMatch((await info.textContent()) ?? "", /hunter2|swordfish/);
  });

  it("shows of very many variables the first, and more of them to whoever asks, where the keyboard goes on", async () => {
    const { page, send, useTheme } = await open();
    await send(details({ ...completed, env: { ...variables(1000), TOKEN: "hunter2" } }));
    await tab(page, "Info").click();
    const shown = page.locator(".environment tr");
    assert.equal(await shown.count(), 200);
    await page.getByText("and 801 more").scrollIntoViewIfNeeded();
    await takePicture(page, "environment of many");
    await useTheme("light");
    await takePicture(page, "environment of many light");
    await page.getByText("and 801 more").getByRole("button", { name: "Show All 1,001" }).press("Enter");
    const secret = page.getByRole("button", { name: "Show the value of TOKEN" });
    await secret.waitFor();
    assert.equal(await shown.count(), 1001);
    assert.equal(await page.getByText(/and .* more/).count(), 0);
    assert.equal(await page.locator("tr:focus th").textContent(), "V200");
    await takePicture(page, "environment of many, more of it light");
    await page.keyboard.press("Tab");
    assert.ok(await secret.evaluate((button) => button === document.activeElement));
    // Of another job again the first alone.
    await send(details({ ...completed, row: { ...completed.row, id: "2", label: "other" }, env: variables(300) }));
    await page.getByText("and 100 more").waitFor();
  });

  it("lays out some thousand variables at a time", async () => {
    const { page, send } = await open();
    await send(details({ ...completed, env: variables(5000) }));
    await tab(page, "Info").click();
    const shown = page.locator(".environment tr");
    await page.getByText("and 4,800 more").getByRole("button", { name: "Show 2,000 More" }).click();
    await page.getByText("and 2,800 more").getByRole("button", { name: "Show 2,000 More" }).click();
    await page.getByText("and 800 more").waitFor();
    assert.equal(await shown.count(), 4200);
    await page.getByRole("button", { name: "Show All 5,000" }).click();
    await page.getByText("V4999", { exact: true }).waitFor();
    assert.equal(await shown.count(), 5000);
  });

  it("is drawn as fast beside very many variables, however many are shown, as beside few", async () => {
    const { page, send } = await open();
    await send(details({ ...completed, env: variables(3) }));
    await tab(page, "Info").click();
    const few = await page.evaluate(drawing);
    await send(details({ ...completed, row: { ...completed.row, id: "2" }, env: variables(20_000) }));
    for (const last of ["V2199", "V4199"]) {
      await page.getByRole("button", { name: "Show 2,000 More" }).click();
      await page.getByText(last, { exact: true }).waitFor();
    }
    const many = await page.evaluate(drawing);
    assert.ok(many < 20 * few, `${many} ms beside ${few} ms`);
  });

  it("masks the secrets in a command, in the header as well, and copies it as it is", async () => {
    const { page, send } = await open();
    const command = 'curl -H "Authorization: Bearer hunter2" --user-token=swordfish $URL; echo open-sesame';
    const env = { ACCESS_TOKEN: "open-sesame" };
    const paramsText = JSON.stringify({ command, env }, null, 2);
    await send(details({ ...completed, command, env, paramsText }));
    await tab(page, "Info").click();
    const shown = 'curl -H "Authorization: Bearer ••••••" --user-token=•••••• $URL; echo ••••••';
    assert.equal(await page.locator("pre[aria-label=command]").textContent(), shown);
    assert.equal(await page.locator("header .command").textContent(), shown);
    assert.doesNotMatch(await page.locator("body").innerHTML(), /hunter2|swordfish|open-sesame/);
    await page.getByRole("button", { name: "Copy command, as given" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), command);
    await page.getByRole("button", { name: "Show the secrets in the command" }).click();
    assert.equal(await page.locator("pre[aria-label=command]").textContent(), command);
    assert.equal(await page.locator("header .command").getAttribute("title"), command);
    await page.getByRole("button", { name: "Hide the secrets in the command" }).click();
    assert.equal(await page.locator("pre[aria-label=command]").textContent(), shown);
  });

  it("shows and copies parameters exactly", async () => {
    const { page, send } = await open();
    await send(details(completed));
    await tab(page, "Info").click();
    await page.getByRole("button", { name: "Show the secrets in the parameters" }).click();
    assert.equal(await page.locator("pre[aria-label=parameters]").textContent(), completed.paramsText);
    await page.getByRole("button", { name: "Copy parameters" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), completed.paramsText);
  });

  it("shows all of parameters that are a long list, the beginning of it in colours", async () => {
    const { page, send } = await open();
    const paramsText = JSON.stringify({ numbers: Array.from({ length: 60_000 }, () => 1) });
    await send(details({ ...queued, paramsText }));
    const parameters = page.locator("pre[aria-label=parameters]");
    await parameters.waitFor();
    assert.equal(await parameters.textContent(), paramsText);
    assert.ok((await parameters.locator("span").count()) <= 10_000);
  });

  it("masks the secrets in an error until one asks for them", async () => {
    const { page, send } = await open();
    const row = { ...failed.row, errorLine: "no login with ••••••" };
    const errorText = "no login with swordfish\n\nat line 3\n";
    await send(details({ ...failed, row, env: { HUB_TOKEN: "swordfish" }, errorText }));
    const error = page.locator("#panel-error");
    await error.getByText("with ••••••").waitFor();
    assert.doesNotMatch(await page.locator("body").innerHTML(), /swordfish/);
    await error.getByRole("button", { name: "Show the secrets in the error" }).click();
    await error.getByText("with swordfish").waitFor();
    await error.getByRole("button", { name: "Hide the secrets in the error" }).click();
    await error.getByText("with ••••••").waitFor();
  });

  it("shows a stack trace as it stands", async () => {
    const { page, send } = await open();
    await send(details(failed));
    const lines = await page.locator("#panel-error .line").allTextContents();
    assert.equal(lines.join("\n"), failed.errorText?.replaceAll(/\x1b\[\d+m/g, ""));
  });

  it("shows the end of a long error, and leads to all of it", async () => {
    const { page, send, said } = await open();
    const errorText = Array.from({ length: 40_000 }, (_, line) => `${line}\n`).join("");
    await send(details({ ...failed, errorText }));
    const lines = await page.locator("#panel-error .line:not(:empty)").allTextContents();
    assert.deepEqual([lines.length, lines[0], lines.at(-1)], [5000, "35000", "39999"]);
    await page.getByText("The error begins earlier.").waitFor();
    await page.getByRole("button", { name: "Open All in Editor" }).click();
    assert.deepEqual((await said()).at(-1), { type: "action", action: "openError" });
    await send(details({ ...failed, errorBeginsEarlier: true }));
    await page.getByText("loss became NaN at step 12").last().waitFor();
    await page.getByText("The error begins earlier.").waitFor();
    await send(details(failed));
    await page.getByText("The error begins earlier.").waitFor({ state: "detached" });
  });

  it("gives a stack trace the colours of another theme when one is chosen", async () => {
    const { page, send, useTheme } = await open();
    await send(details(failed));
    const colour = (): Promise<string> =>
      page.locator("#panel-error .line span:not(.place-link)").evaluate((span) => getComputedStyle(span).color);
    const dark = await colour();
    await useTheme("light");
    // The dark theme's red is lightened until it can be read on its background.
    assert.deepEqual([dark, await colour()], ["rgb(219, 106, 106)", "rgb(205, 49, 49)"]);
  });

  it("keeps what it knew of a job that is gone, and offers nothing more", async () => {
    const { page, send } = await open();
    await send(details(completed), { type: "gone", id: completed.row.id });
    await page.getByText("This job is no longer in the queue.").waitFor();
    assert.deepEqual(await actions(page), []);
    await page.locator("#panel-result").getByText("9007199254740993").waitFor();
  });

  it("shows a job that is back", async () => {
    const { page, send } = await open();
    await send(details(completed), { type: "gone", id: completed.row.id });
    await page.getByText("This job is no longer in the queue.").waitFor();
    await send(details(completed));
    await page.getByRole("button", { name: "Resubmit", exact: true }).waitFor();
    assert.equal(await page.locator(".trouble").count(), 0);
  });

  it("says that the queue does not answer for as long as it does not", async () => {
    const { page, send } = await open();
    await send(details(completed), {
      type: "answering",
      answering: { kind: "silent", sinceMs: Date.UTC(2026, 0, 2, 14, 4, 5) },
    });
    const banner = page.getByText("has not answered since 2026-01-02 15:04:05");
    await banner.waitFor();
    await send({ type: "answering", answering: { kind: "answering" } });
    await banner.waitFor({ state: "detached" });
  });

  it("comes back at the same tab and place after a reload", async () => {
    const first = await open({ size: { width: 500, height: 400 } });
    await first.send(details(completed));
    await tab(first.page, "Info").click();
    await first.page.locator("#panel-info").evaluate((panel) => panel.scrollTo(0, 120));
    await first.page.waitForFunction(() => window.played.state?.scroll.info === 120);

    const state = await first.state();
    assert.ok(state !== undefined);
    const second = await open({ size: { width: 500, height: 400 }, state });
    await second.send(details(completed));
    await heading(second.page, completed).waitFor();
    assert.equal((await selectedTab(second.page).textContent())?.trim(), "Info");
    assert.equal(await second.page.locator("#panel-info").evaluate(({ scrollTop }) => scrollTop), 120);
  });

  it("begins a new job at its top, whatever was saved for another", async () => {
    const saved = {
      queue: "",
      id: "another",
      keptOpen: false,
      tab: "info",
      chosenTab: "info",
      scroll: { info: 90 },
    } as const;
    const { page, send } = await open({ size: { width: 500, height: 400 }, state: saved });
    await send(details(completed), output(completed, "x"));
    await heading(page, completed).waitFor();
    assert.equal(await page.locator("#panel-info").evaluate(({ scrollTop }) => scrollTop), 0);
  });
});

/** Stops the page's clock at a time; once installed alone, it would run on while the test looks. */
async function stopClock(page: Page, time: number): Promise<void> {
  await page.clock.install({ time: time - 60_000 });
  await page.clock.pauseAt(time);
}

function heading(page: Page, { row }: JobDetails): Locator {
  return page.getByRole("heading", { name: row.label, exact: true });
}

function tab(page: Page, name: string): Locator {
  return page.getByRole("tab", { name });
}

function selectedTab(page: Page): Locator {
  return page.getByRole("tab", { selected: true });
}

async function actions(page: Page): Promise<string[]> {
  return (await page.locator("header .button").allTextContents()).map((text) => text.trim());
}

async function fact(page: Page, term: string): Promise<string> {
  const description = page
    .locator(".facts > div")
    .filter({ has: page.getByText(term, { exact: true }) })
    .locator("dd");
  return ((await description.innerText()) ?? "").replaceAll(/\s+/g, " ").trim();
}

function variables(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`V${n}`, `value ${n}`]));
}

/** The shortest that it took to draw the page, in milliseconds; it is drawn for whatever it is told. */
function drawing(): number {
  const data = { type: "answering", answering: { kind: "answering" } };
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now();
    for (let count = 0; count < 10; count++) window.dispatchEvent(new MessageEvent("message", { data }));
    return (performance.now() - start) / 10;
  });
  return Math.max(Math.min(...times), 0.05);
}
