/** Another theme for a workbench that is open, by the settings of its folder, which VS Code watches. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { themes, type Workbench } from "./workbench.js";

const MARKS: Readonly<Record<keyof typeof themes, string>> = {
  light: ".vs:not(.vs-dark)",
  dark: ".vs-dark",
  "high contrast light": ".hc-light",
  "high contrast dark": ".hc-black",
};

export async function useTheme({ page, folder }: Workbench, theme: keyof typeof themes): Promise<void> {
  mkdirSync(path.join(folder, ".vscode"), { recursive: true });
  const settings = { "workbench.colorTheme": themes[theme] };
  writeFileSync(path.join(folder, ".vscode", "settings.json"), JSON.stringify(settings));
  await page.locator(`.monaco-workbench${MARKS[theme]}`).waitFor();
}
