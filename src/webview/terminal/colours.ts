/** Arithmetic of colours: what VS Code's terminal does with `terminal.integrated.minimumContrastRatio`. Pure. */

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** What WCAG asks for text, and the terminal's default. */
const MINIMUM_CONTRAST = 4.5;

/** The colour itself where it can be read on this background, else the nearest lighter or darker one that can. */
export function readable(colour: Rgb, background: Rgb): Rgb {
  if (contrast(colour, background) >= MINIMUM_CONTRAST) return colour;
  const [first, second] = luminance(background) < luminance(colour) ? [lighter, darker] : [darker, lighter];
  const preferred = untilReadable(colour, background, first);
  if (contrast(preferred, background) >= MINIMUM_CONTRAST) return preferred;
  const other = untilReadable(colour, background, second);
  return contrast(other, background) > contrast(preferred, background) ? other : preferred;
}

/** From 1, the same, to 21, black on white: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Ends at white or black, which no step changes. */
function untilReadable(colour: Rgb, background: Rgb, step: (colour: Rgb) => Rgb): Rgb {
  let current = colour;
  while (contrast(current, background) < MINIMUM_CONTRAST) {
    const next = step(current);
    if (next.every((part, index) => part === current[index])) return current;
    current = next;
  }
  return current;
}

function lighter([red, green, blue]: Rgb): Rgb {
  const step = (part: number): number => Math.min(255, part + Math.ceil((255 - part) * 0.1));
  return [step(red), step(green), step(blue)];
}

function darker([red, green, blue]: Rgb): Rgb {
  const step = (part: number): number => Math.max(0, part - Math.ceil(part * 0.1));
  return [step(red), step(green), step(blue)];
}

/** Relative luminance, 0 to 1, as WCAG 2 defines it. */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
