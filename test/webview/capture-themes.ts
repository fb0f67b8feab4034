/**
 * Writes themes.json: what a real VS Code gives a webview in each of its four default themes, as far as the panel's
 * styles use it. To be run again when they use another variable: `npx tsx test/webview/capture-themes.ts`.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { panelContent } from "../../scripts/vscode/actions.js";
import { openVsCode } from "../../scripts/vscode/open.js";
import { themes } from "../vscode/workbench.js";
import type { Theme } from "./themes.js";

const root = path.resolve(__dirname, "../..");

async function main(): Promise<void> {
  const used = await usedVariables();
  const captured: Record<string, Theme> = {};
  for (const [name, title] of Object.entries(themes)) captured[name] = await capture(title, used);
  await writeFile(path.join(__dirname, "themes.json"), `${JSON.stringify(captured, null, 2)}\n`);
}

/** Every `--vscode-…` in the sources of the page; names that a script puts together are covered by their beginning. */
async function usedVariables(): Promise<(name: string) => boolean> {
  const files = ["src/webview", "media/webview"].map((folder) => path.join(root, folder));
  const names = new Set<string>();
  for (const folder of files) {
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const text = await readFile(path.join(file.parentPath, file.name), "utf8");
      for (const [name] of text.matchAll(/--vscode-[\w-]+/g)) names.add(name);
    }
  }
  return (name) => names.has(name) || name.startsWith("--vscode-terminal-ansi");
}

async function capture(theme: string, used: (name: string) => boolean): Promise<Theme> {
  const folder = await mkdtemp(path.join(tmpdir(), "dirq-themes-"));
  await writeFile(path.join(folder, "read-me.md"), "# Any page in a webview will do\n");
  const workbench = await openVsCode(folder, {
    // Some of the colours are its own.
    extensions: [root],
    settings: { "workbench.colorTheme": theme },
  });
  try {
    await openPreview(workbench.page);
    const { bodyClass, style } = await panelContent(workbench.page)
      .locator("body")
      .evaluate((body: HTMLElement) => ({
        bodyClass: body.className,
        style: body.ownerDocument.documentElement.getAttribute("style"),
      }));
    const declarations = (style ?? "")
      .split(";")
      .map((declaration) => declaration.split(/:(.*)/s).map((part) => part.trim()));
    const variables = declarations.flatMap(([name = "", value = ""]) => (used(name) ? [[name, value] as const] : []));
    return {
      bodyClass: bodyClass
        .split(" ")
        .filter((each) => each.startsWith("vscode-"))
        .join(" "),
      variables: Object.fromEntries(variables.sort(([one], [other]) => one.localeCompare(other))),
    };
  } finally {
    await workbench.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function openPreview(page: Page): Promise<void> {
  await page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: "read-me.md" }).dblclick();
  await page.getByRole("button", { name: "Open Preview to the Side" }).click();
  await panelContent(page).locator("h1").waitFor({ timeout: 60_000 });
}

void main();
