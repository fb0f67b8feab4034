/** The workbench of a VS Code server in a headless browser. */
import { type Browser, chromium, type Page } from "playwright-core";
import { browser } from "../toolchain/browser.js";

export interface PageOptions {
  /** One that is there already, in which the page has a context of its own. Without it a browser is started. */
  readonly browser?: Browser;
  readonly size?: { readonly width: number; readonly height: number };
  /** Runs before the workbench is loaded. */
  readonly beforeLoad?: (page: Page) => Promise<void>;
}

export interface WorkbenchPage {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** Starts a headless browser. Throws with the reason when there is none and none can be had. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await browser();
  return chromium.launch({ executablePath: executable, env: { ...process.env, ...env } });
}

/** Opens an address and waits until the workbench has drawn itself. */
export async function openWorkbench(address: string, options: PageOptions = {}): Promise<WorkbenchPage> {
  const opened = options.browser ?? (await launchBrowser());
  let page: Page | undefined;
  const close = async (): Promise<void> => {
    await (options.browser === undefined ? opened.close() : page?.context().close());
  };
  try {
    const viewport = options.size ?? { width: 1400, height: 900 };
    // Drawn without a graphics card, what moves costs time of the processor that the rest waits for.
    page = await opened.newPage({ viewport, reducedMotion: "reduce" });
    await options.beforeLoad?.(page);
    await page.goto(address);
    await page.locator(".activitybar .action-item.checked").waitFor({ timeout: 60_000 });
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}
