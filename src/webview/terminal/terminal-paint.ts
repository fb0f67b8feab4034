/** Lines of coloured spans as elements, in the colours of the theme's terminal. Text is only ever set as text. */
import { readable, type Rgb } from "./colours.js";
import { linkedLine } from "./linked-line.js";
import { placeLink } from "./place-links.js";
import { isPlain, type Colour, type Line, type Span } from "./spans.js";

/** In the order of SGR: eight colours, then their bright forms. */
const ANSI_VARIABLES = ["", "Bright"].flatMap((brightness) =>
  ["Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White"].map(
    (name) => `--vscode-terminal-ansi${brightness}${name}`,
  ),
);

export interface TerminalTheme {
  readonly foreground: Rgb;
  readonly background: Rgb;
  readonly ansi: readonly Rgb[];
}

let theme: TerminalTheme | undefined;

/** The same object for as long as the person keeps the theme. */
export function terminalTheme(): TerminalTheme {
  theme ??= readTheme();
  return theme;
}

/** Calls back after a change of the theme; what was painted before keeps its colours until it is painted again. */
export function onThemeChange(repaint: () => void): void {
  const observer = new MutationObserver(() => {
    theme = undefined;
    repaint();
  });
  // VS Code sets the theme's variables in the root's style.
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
}

export function paintLine(line: Line): HTMLElement {
  const element = document.createElement("div");
  element.className = "line";
  for (const { spans, place } of linkedLine(line)) {
    const painted = spans.map(paintSpan);
    element.append(...(place === undefined ? painted : [placeLink(place, painted)]));
  }
  return element;
}

function paintSpan(span: Span): Node {
  const { text, foreground, background, decorations } = span;
  if (isPlain(span)) return new Text(text);
  const element = document.createElement("span");
  element.textContent = text;
  element.className = decorations.join(" ");
  if (foreground !== undefined || background !== undefined) {
    const theme = terminalTheme();
    const behind = resolve(theme, background) ?? theme.background;
    // Through the object model, which the content security policy allows; a style attribute it does not.
    element.style.color = css(readable(resolve(theme, foreground) ?? theme.foreground, behind));
    if (background !== undefined) element.style.backgroundColor = css(behind);
  }
  return element;
}

function resolve({ ansi }: TerminalTheme, colour: Colour | undefined): Rgb | undefined {
  return typeof colour === "number" ? ansi[colour] : colour;
}

/** The browser resolves the variables, whatever notation a theme writes them in. */
function readTheme(): TerminalTheme {
  const probe = document.body.appendChild(document.createElement("span"));
  const colourOf = (variable: string, fallback: string): Rgb => {
    probe.style.color = `var(${variable}, var(${fallback}))`;
    const [red = 0, green = 0, blue = 0] =
      getComputedStyle(probe)
        .color.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    return [red, green, blue];
  };
  const read: TerminalTheme = {
    foreground: colourOf("--vscode-terminal-foreground", "--vscode-editor-foreground"),
    background: colourOf("--vscode-terminal-background", "--vscode-editor-background"),
    ansi: ANSI_VARIABLES.map((variable) => colourOf(variable, "--vscode-editor-foreground")),
  };
  probe.remove();
  return read;
}

function css(colour: Rgb): string {
  return `rgb(${colour.join(" ")})`;
}
