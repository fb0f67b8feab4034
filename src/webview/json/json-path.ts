/** The way to a value of a JSON document, as one writes it in a program: `metrics.loss[3]`, `["learning rate"][0]`. */

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Each step is a key or an index. Empty for the whole document. */
export function pathWords(steps: readonly (string | number)[]): string {
  return steps.map((step, depth) => (depth === 0 ? stepWords(step).replace(/^\./, "") : stepWords(step))).join("");
}

function stepWords(step: string | number): string {
  return typeof step === "string" && NAME.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
