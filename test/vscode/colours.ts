/** Colours as the browser draws them, and how well one can be seen on another. */
import type { Locator, Page } from "playwright-core";

type Colour = readonly [red: number, green: number, blue: number];

export async function colourOf(locator: Locator, property: "color" | "backgroundColor"): Promise<Colour> {
  const words = await locator
    .first()
    .evaluate((element, name) => (globalThis as unknown as Browser).getComputedStyle(element)[name], property);
  return colourIn(words);
}

/** What a colour of VS Code's is in the theme that its window has now, for example `sideBar.background`. */
export async function themeColour(page: Page, name: string): Promise<Colour> {
  return colourIn(await page.evaluate<string>(resolved(`var(--vscode-${name.replaceAll(".", "-")})`)));
}

/** Read in the workbench, whose variables they are. */
function resolved(colour: string): string {
  return `{
    const probe = document.querySelector(".monaco-workbench").appendChild(document.createElement("span"));
    probe.style.color = "${colour}";
    const { color } = getComputedStyle(probe);
    probe.remove();
    color;
  }`;
}

function colourIn(words: string): Colour {
  const [red = 0, green = 0, blue = 0] = (words.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/** What is used here of a browser, whose types are not those of Node. */
interface Browser {
  getComputedStyle(element: unknown): Readonly<Record<"color" | "backgroundColor", string>>;
}

/** From 1, the same, to 21, black on white: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
