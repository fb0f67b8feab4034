/** Colours as the browser draws them. */
import type { Locator, Page } from "playwright-core";
import type { Rgb } from "../../src/webview/terminal/colours.js";

export async function colourOf(locator: Locator, property: "color" | "backgroundColor"): Promise<Rgb> {
  const words = await locator
    .first()
    .evaluate((element, name) => (globalThis as unknown as Browser).getComputedStyle(element)[name], property);
  return colourIn(words);
}

/** What a colour of VS Code's is in the theme that its window has now, for example `sideBar.background`. */
export async function themeColour(page: Page, name: string): Promise<Rgb> {
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

function colourIn(words: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (words.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/** What is used here of a browser, whose types are not those of Node. */
interface Browser {
  getComputedStyle(element: unknown): Readonly<Record<"color" | "backgroundColor", string>>;
}
