/** What a job may say of when and how often it is to run: the same whether a program says it or a person writes it. */
import type { JsonValue } from "../job.js";
import { arrayOf, isNumber, isString } from "../json/shape.js";
import { isPriority } from "./priority.js";

export interface Rule {
  readonly holds: (value: JsonValue | undefined) => boolean;
  /** What it has to be. */
  readonly words: string;
}

export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

const isCount = (value: unknown): boolean => isNumber(value) && value >= 0 && Number.isFinite(value);
const isListOfIds = arrayOf(isString);

const LIST_OF_IDS: Rule = {
  holds: (value) => isAbsent(value) || isListOfIds(value),
  words: "a list of ids, each of them text",
};

/** By the keys of `params.dirq`. */
export const BOOKKEEPING_RULES = {
  retries: {
    holds: (value) => isAbsent(value) || (isCount(value) && Number.isInteger(value)),
    words: "a whole number from 0 up",
  },
  retry_delay: { holds: (value) => isAbsent(value) || isCount(value), words: "a number of seconds from 0 up" },
  not_before: { holds: (value) => isAbsent(value) || isCount(value), words: "a time in milliseconds since 1970" },
  after: LIST_OF_IDS,
  after_ok: LIST_OF_IDS,
  priority: { holds: (value) => isAbsent(value) || isPriority(value), words: "a whole number" },
  batch: { holds: (value) => isAbsent(value) || isString(value), words: "text" },
} as const satisfies Readonly<Record<string, Rule>>;
