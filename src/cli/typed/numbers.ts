/** Numbers in options. */
import { A_WHOLE_NUMBER, wholeNumberIn } from "../../wording/index.js";
import { UsageError } from "../trouble.js";

/** @throws UsageError for all but 1, 2, 3 … */
export function wholeNumber(option: string, text: string): number {
  const number = wholeNumberIn(text);
  if (number !== undefined) return number;
  throw new UsageError(`${option} ${text}: it has to be ${A_WHOLE_NUMBER}.`);
}

/** @throws UsageError for all but 0, 1, 2 … */
export function count(option: string, text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(number)) return number;
  throw new UsageError(`${option} ${text}: it has to be a whole number, 0 or more.`);
}

/** @throws UsageError for all but …, -1, 0, 1 … */
export function integer(option: string, text: string): number {
  const number = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(number)) return number;
  throw new UsageError(`${option} ${text}: it has to be a whole number, for example 10 or -10.`);
}

/** @throws UsageError for all but a length of time above 0 */
export function seconds(option: string, text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : 0;
  if (value <= 0) throw new UsageError(`${option} ${text}: it has to be a number of seconds, more than 0.`);
  return value;
}
