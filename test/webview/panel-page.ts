/**
 * The real bundle in a real browser, in the document and under the policy that the extension gives it; only VS Code's
 * side of the messages is played here.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../scripts/vscode/page.js";
import { pageHtml } from "../../src/extension/panel/html.js";
import type { FromPanel, PanelState, ToPanel } from "../../src/webview/messages.js";
import { need } from "../setup/needs.js";
import { themes, type ThemeName } from "./themes.js";

const ORIGIN = "https://panel.test";
const bundles = path.resolve(__dirname, "../../dist/webview");

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly size?: { readonly width: number; readonly height: number };
  /** What VS Code kept for the page. */
  readonly state?: PanelState;
}

export interface PanelPage {
  readonly page: Page;
  /** As the extension would. */
  readonly send: (...messages: readonly ToPanel[]) => Promise<void>;
  /** What the panel said so far. */
  readonly said: () => Promise<readonly FromPanel[]>;
  /** What VS Code would keep for it. */
  readonly state: () => Promise<PanelState | undefined>;
  readonly useTheme: (theme: ThemeName) => Promise<void>;
  /** Everything that was asked of the network, and what the browser refused or reported. */
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

declare global {
  interface Window {
    played: { said: FromPanel[]; state: PanelState | undefined };
  }
}

/** One for all suites of the run: to start it takes most of a second of a processor. */
let opened: Browser | undefined;

after(() => opened?.close());

/** For the tests of the `describe` that calls it: each call of the function returned opens a fresh page. */
export function usePanelPage(): (options?: OpenOptions) => Promise<PanelPage> {
  before(async function () {
    this.timeout(120_000); // The first run of all fetches the browser.
    if (!existsSync(path.join(bundles, "job-panel.js")))
      throw new Error("Run `npm run build` first: these tests load its bundle.");
    if (opened?.isConnected() !== true) opened = await need(this, launchBrowser);
  });

  afterEach(async () => {
    for (const context of opened?.contexts() ?? []) await context.close();
  });

  return (options = {}) => {
    if (opened === undefined) throw new Error("There is a browser only inside a test.");
    return openPanel(opened, options);
  };
}

async function openPanel(browser: Browser, options: OpenOptions): Promise<PanelPage> {
  const context = await browser.newContext({
    viewport: options.size ?? { width: 760, height: 640 },
    timezoneId: "Europe/Berlin",
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000); // A page on a machine that is busy with others.
  const requests: string[] = [];
  const complaints: string[] = [];
  await context.route("**/*", async (route) => {
    const { pathname, origin } = new URL(route.request().url());
    requests.push(route.request().url());
    if (origin !== ORIGIN) return route.abort();
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: html() });
    return route.fulfill({ path: path.join(bundles, path.basename(pathname)) });
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => complaints.push(`dialog: ${dialog.message()}`)));

  // tsx gives functions their names through a helper of its own, which the page does not have.
  await page.addInitScript("globalThis.__name = (named) => named");
  await page.addInitScript(playVsCode, options.state);
  await page.goto(ORIGIN);
  const panel: PanelPage = {
    page,
    requests,
    complaints,
    // Structured cloning, as between VS Code and its webviews.
    send: (...messages) => page.evaluate((all) => all.forEach((each) => window.postMessage(each)), messages),
    said: () => page.evaluate(() => window.played.said),
    state: () => page.evaluate(() => window.played.state),
    useTheme: (theme) => page.evaluate(putOn, themes[theme]),
  };
  await panel.useTheme(options.theme ?? "dark");
  return panel;
}

/** Runs in the page, before anything else. */
function playVsCode(state: PanelState | undefined): void {
  window.played = { said: [], state };
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      getState: () => window.played.state,
      setState: (next: PanelState) => (window.played.state = structuredClone(next)),
      postMessage: (message: FromPanel) => window.played.said.push(structuredClone(message)),
    }),
  });
}

/** Runs in the page: what VS Code does when the theme changes. */
function putOn({ bodyClass, variables }: (typeof themes)[ThemeName]): void {
  const { style } = document.documentElement;
  style.cssText = "";
  for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
  document.body.className = bodyClass;
}

function html(): string {
  return pageHtml({
    script: `${ORIGIN}/job-panel.js`,
    style: `${ORIGIN}/job-panel.css`,
    source: ORIGIN,
    nonce: "bm9uY2UgZm9yIHRlc3Rz",
  });
}

export async function readBundle(name: string): Promise<Buffer> {
  return readFile(path.join(bundles, name));
}
