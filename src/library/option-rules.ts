/**
 * What the options of a queue may be, for checkedOptions. A Date or a Map may come from another realm, such as that of a test
 * runner, where it is no instance of this one's class.
 */
import { types } from "node:util";
import type { PulseOptions } from "../live/index.js";
import {
  CALLABLE,
  FLAG,
  numberThat,
  PAUSE,
  SIGNAL,
  STATES,
  TEXT,
  type CancelOptions,
  type ClaimOptions,
  type EmptyTrashOptions,
  type KnownPlaces,
  type ListOptions,
  type NewestOptions,
  type OptionRule,
  type OptionRules,
  type RemoveOptions,
  type ResubmitOptions,
  type SubmitOptions,
} from "../queue/index.js";

/** The queue judges it where it is written into the job, also when a person writes it. */
const JUDGED_LATER: OptionRule = { holds: () => true, words: "what a job can say" };
const KNOWN: OptionRules<KnownPlaces> = {
  known: { holds: types.isMap, words: "a Map, as scan returns it" },
};

export const COUNT = numberThat((count) => Number.isInteger(count) && count >= 0, "a whole number from 0 up");
/** Infinity means all of them. */
export const LIMIT = numberThat((limit) => COUNT.holds(limit) || limit === Infinity, COUNT.words);

export const SUBMIT: OptionRules<SubmitOptions> = {
  hold: FLAG,
  notBefore: { holds: types.isDate, words: "a Date" },
  after: JUDGED_LATER,
  afterOk: JUDGED_LATER,
  retries: JUDGED_LATER,
  retryDelay: JUDGED_LATER,
  priority: JUDGED_LATER,
  batch: JUDGED_LATER,
};
export const RESUBMIT: OptionRules<ResubmitOptions> = { name: TEXT, ...KNOWN };
export const LIST: OptionRules<ListOptions> = { states: STATES, limit: LIMIT };
export const NEWEST: OptionRules<NewestOptions> = {
  states: { ...STATES, isRequired: true },
  limit: { ...LIMIT, isRequired: true },
  matches: CALLABLE,
  within: numberThat((ms) => ms >= 0, "a number of milliseconds from 0 up"),
};
export const CANCEL: OptionRules<CancelOptions> = { by: TEXT, why: TEXT, states: STATES, ...KNOWN };
export const REMOVE: OptionRules<RemoveOptions> = { batch: TEXT, force: FLAG, states: STATES, ...KNOWN };
export const EMPTY_TRASH: OptionRules<EmptyTrashOptions> = {
  olderThan: numberThat((seconds) => seconds >= 0, "a number of seconds from 0 up"),
};
export const CLAIM: OptionRules<ClaimOptions> = { accepts: CALLABLE, workerName: TEXT };
export const PULSE: OptionRules<PulseOptions> = { pollInterval: PAUSE, signal: SIGNAL };
