/**
 * Options as a program gives them. A misspelled one would do nothing until somebody wonders in the night why a job was not
 * tried again, or why the whole trash is empty: so what is no option is refused, and what an option cannot be.
 */
import { inspect } from "node:util";
import { JOB_STATES, type JobState } from "./job.js";
import { arrayOf, isObject, isString, oneOf } from "./json/shape.js";

/** What an option may be. */
export interface OptionRule {
  readonly holds: (value: unknown) => boolean;
  /** Goes on from `must be `. */
  readonly words: string;
  /** Of this type, what does not hold is out of range. */
  readonly type?: "number";
  readonly isRequired?: true;
}

export type OptionRules<Options> = { readonly [Option in keyof Options]-?: OptionRule };

/**
 * The options, if each is one of those that `what` has, and may be what it is. One that is undefined is not given.
 * @throws TypeError for what is no option, of a wrong type, or required and not given; RangeError for a number out of range
 */
export function checkedOptions<Options extends object>(
  what: string,
  options: Options,
  rules: OptionRules<Options>,
): Options {
  if (!isObject(options)) throw new TypeError(`The options of ${what} must be an object, not ${shown(options)}.`);
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const rule = Object.hasOwn(rules, option) ? rules[option as keyof Options] : undefined;
    if (rule === undefined) {
      throw new TypeError(`${what} has no option ${option}. It has: ${Object.keys(rules).join(", ")}.`);
    }
    if (rule.holds(value)) continue;
    const message = `The option ${option} of ${what} must be ${rule.words}, not ${shown(value)}.`;
    throw typeof value === rule.type ? new RangeError(message) : new TypeError(message);
  }
  for (const [option, { isRequired, words }] of Object.entries<OptionRule>(rules)) {
    if (isRequired && options[option as keyof Options] === undefined)
      throw new TypeError(`${what} needs the option ${option}: ${words}.`);
  }
  return options;
}

/** @throws TypeError for what names no directory: the empty string would be the current one */
export function checkedDirectory(directory: string): string {
  if (isString(directory) && directory !== "") return directory;
  throw new TypeError(`A queue is named by its directory, a string, not by ${shown(directory)}.`);
}

/** Also one of another copy of this library: as an ES module and as a CommonJS module it has two. */
export function isQueue<Queue extends object>(given: Queue | string): given is Queue {
  return isObject(given) && typeof given["claimNext"] === "function";
}

/** A value as a program would write it, so that "3" is not taken for 3. */
export function shown(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: Infinity, maxStringLength: 100, maxArrayLength: 10 });
}

export function numberThat(holds: (value: number) => boolean, words: string): OptionRule {
  return { type: "number", holds: (value) => typeof value === "number" && holds(value), words };
}

/** What a timer can wait for. */
const MOST_SECONDS = 2_147_483;

export const PAUSE = numberThat(
  (seconds) => seconds > 0 && seconds <= MOST_SECONDS,
  `a number of seconds above 0, at most ${MOST_SECONDS}`,
);
export const TEXT: OptionRule = { holds: isString, words: "a string" };
export const FLAG: OptionRule = { holds: (value) => typeof value === "boolean", words: "true or false" };
export const CALLABLE: OptionRule = { holds: (value) => typeof value === "function", words: "a function" };
/** As Node tells one: the controller that it comes from is none. */
export const SIGNAL: OptionRule = { holds: (value) => isObject(value) && "aborted" in value, words: "an AbortSignal" };
export const STATES: OptionRule = {
  holds: arrayOf(oneOf<JobState>(JOB_STATES)),
  words: `a list of states, each of them ${JOB_STATES.slice(0, -1).join(", ")} or ${JOB_STATES.at(-1)}`,
};
