import assert from "node:assert/strict";
import { PANEL_TABS } from "../../src/webview/messages.js";
import { takePicture } from "../vscode/pictures.js";
import { LOG, oddJobs } from "./odd-jobs.js";
import { usePanelPage } from "./panel-page.js";
import { details, output } from "./sample-jobs.js";
import { THEME_NAMES } from "./themes.js";

/** Each tab in each theme takes a minute, and none is wider than in dark: for somebody who changes how the panel looks. */
const all = process.env["DIRQ_TEST_PICTURES"] === "all";
const THEMES = all ? THEME_NAMES : (["dark"] as const);
const WIDTHS = all ? [320, 800, 1400] : [320, 800];

describe("Pictures of jobs that are hard to show", () => {
  const open = usePanelPage();

  for (const theme of THEMES) {
    it(`are as wide as the panel, in ${theme}`, async function () {
      this.timeout(120_000);
      for (const width of WIDTHS) {
        const { page, send, complaints } = await open({ theme, size: { width, height: 560 } });
        for (const [name, job] of Object.entries(oddJobs())) {
          await send(details(job), output(job, name === "running" || name === "failed" ? LOG : "", 1000));
          await page.locator("h1").waitFor();
          for (const tab of all ? PANEL_TABS : (["info", "result", "output"] as const)) {
            await page.locator(`#tab-${tab}`).click();
            const shown = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.equal(shown, width, `${name}, ${tab}`);
            await takePicture(page, `job ${width} ${theme} ${name} ${tab}`);
          }
        }
        assert.deepEqual(complaints, []);
      }
    });
  }
});
