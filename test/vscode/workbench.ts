/**
 * For the tests that look at VS Code from outside, as a person does: a workbench with the extension installed. What is
 * done in it has its words in scripts/vscode/actions.ts.
 */
import type { Page } from "playwright-core";
import { type TemporaryDirectory, temporaryDirectory } from "../../scripts/processes/temporary-directory.js";
import { browser } from "../../scripts/toolchain/browser.js";
import { vscodeServer } from "../../scripts/toolchain/vscode-server.js";
import { type OpenVsCode, openVsCode } from "../../scripts/vscode/open.js";
import type { ServerOptions } from "../../scripts/vscode/server.js";
import { need } from "../setup/needs.js";
import { packagedExtension } from "./packaged-extension.js";
import { takePicture } from "./pictures.js";
import { openWindow } from "./shared-vscode.js";

export const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high contrast light": "Default High Contrast Light",
  "high contrast dark": "Default High Contrast",
} as const;

/** No folder here is a repository, and Git's extension takes long to find that out. */
const USUAL = { "git.enabled": false };

/** On a machine that is busy with other things; what fails sooner fails at a deadline of its own, with words. */
const TEST_MS = 180_000;
/** As long as a reload of a window takes there. */
const ACTION_MS = 60_000;

export interface WorkbenchOptions {
  /** Fills the folder before it is opened. Returns what to open in its place, e.g. a `.code-workspace` file in it. */
  readonly prepare?: (folder: string) => Promise<string | void> | string | void;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: keyof typeof themes;
  /** For a server of its own, and what is asked of that: the others share one. */
  readonly ownServer?: Pick<ServerOptions, "trusted" | "env" | "under">;
}

export interface Workbench {
  readonly page: Page;
  /** The folder that `prepare` filled: temporary, and gone after the suite. */
  readonly folder: string;
}

/** Opens a workbench for the tests of the `describe` that calls it. The function returned gives it to each of them. */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let opened: OpenVsCode | undefined;
  let folder: TemporaryDirectory | undefined;

  before(async function () {
    this.timeout(600_000); // The first run of all fetches VS Code.
    await need(this, vscodeServer);
    await need(this, browser);
    folder = temporaryDirectory("page");
    const toOpen = (await options.prepare?.(folder.path)) ?? folder.path;
    const settings = { ...USUAL, "workbench.colorTheme": themes[options.theme ?? "dark"], ...options.settings };
    opened =
      options.ownServer === undefined
        ? await openWindow(toOpen, settings)
        : await openVsCode(toOpen, { ...options.ownServer, settings, extensions: [await packagedExtension()] });
    opened.page.setDefaultTimeout(ACTION_MS);
  });

  beforeEach(function () {
    this.currentTest?.timeout(TEST_MS);
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed" || opened === undefined) return;
    await takePicture(opened.page, `failed ${this.currentTest.fullTitle()}`);
  });

  after(async function () {
    // Removing a queue of ten thousand jobs has taken 54 s of a disk that others used as well.
    this.timeout(180_000);
    await opened?.stop();
    folder?.remove();
  });

  return () => {
    if (opened === undefined || folder === undefined) throw new Error("There is a workbench only inside a test.");
    return { page: opened.page, folder: folder.path };
  };
}
