/** What VS Code gives a webview in its four default themes; written by capture-themes.ts from a real one. */
import { readFileSync } from "node:fs";
import path from "node:path";

export interface Theme {
  readonly bodyClass: string;
  /** `--vscode-…` → value. */
  readonly variables: Readonly<Record<string, string>>;
}

export const THEME_NAMES = ["dark", "light", "high contrast dark", "high contrast light"] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

export const themes = JSON.parse(readFileSync(path.join(__dirname, "themes.json"), "utf8")) as Readonly<
  Record<ThemeName, Theme>
>;
