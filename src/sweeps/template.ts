/**
 * Text with `{name}` where a value belongs. `{{name}}` is the text `{name}`; `${name}` is the shell's and left alone, as
 * are braces around anything that is no name, such as `{}` or `{print $1}`.
 */
import { SweepError } from "./sweep-error.js";

/** A piece of a template: text, or the name whose value stands there. */
export type Piece = { readonly text: string } | { readonly name: string };

/** @throws SweepError for a name that has no values */
export function piecesOf(template: string, names: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of template.matchAll(pattern(names))) {
    const [whole, doubled, dollar, name] = match;
    if (dollar !== undefined) continue;
    pieces.push({ text: template.slice(done, match.index) });
    done = match.index + whole.length;
    if (doubled !== undefined) pieces.push({ text: `{${doubled}}` });
    else if (name !== undefined && names.includes(name)) pieces.push({ name });
    else throw unknownName(name ?? "", names);
  }
  return [...pieces, { text: template.slice(done) }].filter((piece) => "name" in piece || piece.text !== "");
}

/** The names in a template, each once, in their order. */
export function namesIn(template: string): readonly string[] {
  const found = [...template.matchAll(pattern([]))].flatMap(([, , dollar, name]) =>
    dollar === undefined && name !== undefined ? [name] : [],
  );
  return [...new Set(found)];
}

/** The template with every value as it is. */
export function fillText(pieces: readonly Piece[], valueOf: (name: string) => string): string {
  return pieces.map((piece) => ("text" in piece ? piece.text : valueOf(piece.name))).join("");
}

/** A column of a table may be called anything; what looks like a name and is none is a slip. */
function pattern(names: readonly string[]): RegExp {
  const known = [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[^\w]/g, String.raw`\$&`));
  const name = [...known, String.raw`[A-Za-z_][\w.-]*`].join("|");
  return new RegExp(String.raw`\{\{(${name})\}\}|(\$)?\{(${name})\}`, "g");
}

function unknownName(name: string, names: readonly string[]): SweepError {
  const known = names.map((each) => `{${each}}`).join(", ");
  return new SweepError(
    `There is no {${name}}. There ${names.length === 1 ? "is" : "are:"} ${known}. The text {${name}} itself is written {{${name}}}.`,
  );
}
