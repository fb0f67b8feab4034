/** Moments and lengths of time as people type them: `18:00`, `tomorrow 9:00`, `90s`, `2h`. */
import { A_LENGTH_OF_TIME, absoluteTime, secondsIn } from "../../wording/index.js";
import { UsageError } from "../trouble.js";

/** `90s`, `1h30m`, `7 days`, as seconds; a bare number is seconds. @throws UsageError */
export function lengthOfTime(option: string, text: string): number {
  const seconds = secondsIn(text);
  if (seconds !== undefined) return seconds;
  throw new UsageError(`${option} ${text}: it has to be ${A_LENGTH_OF_TIME}.`);
}

/**
 * `18:00`, the next time that it is so; `6pm`; `tomorrow 9:00`; `2026-12-24 18:00`, local; `2026-12-24T18:00:00Z`.
 * @throws UsageError also for what lies behind us
 */
export function moment(option: string, text: string, now = new Date()): Date {
  const time = momentWithZone(text.trim()) ?? localMoment(text.trim(), now);
  if (time === undefined) {
    throw new UsageError(
      `${option} ${text}: it has to be a time, for example 18:00, 'tomorrow 9:00' or 2026-12-24T18:00.`,
    );
  }
  if (time.getTime() > now.getTime()) return time;
  throw new UsageError(`${option} ${text}: that was at ${absoluteTime(time.getTime())} and is over.`);
}

/**
 * A moment behind us: `2h`, so long ago; `18:00`, the last time that it was so; `yesterday`, from its beginning; and all
 * that `moment` takes. @throws UsageError
 */
export function pastMoment(option: string, text: string, now = new Date()): Date {
  const word = text.trim();
  const seconds = secondsIn(word);
  const time =
    seconds === undefined
      ? (momentWithZone(word) ?? beginningOf(word, now) ?? localMoment(word, now, { past: true }))
      : new Date(now.getTime() - 1_000 * seconds);
  if (time !== undefined) return time;
  throw new UsageError(
    `${option} ${text}: it has to be a time, for example 2h, 18:00, yesterday, 2026-11-25 or 2026-11-25T18:00.`,
  );
}

function beginningOf(word: string, now: Date): Date | undefined {
  const day = /^(?:today|yesterday|\d{4}-\d\d-\d\d)$/i.test(word) ? dayOf(word.toLowerCase(), now) : undefined;
  return day && new Date(day.getFullYear(), day.getMonth(), day.getDate());
}

const WITH_ZONE = /^(\d{4})-(\d\d)-(\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;
const LOCAL = /^(?:(today|tomorrow|yesterday|\d{4}-\d\d-\d\d)[T\s]\s*)?(\d{1,2})(?::(\d\d)(?::(\d\d))?)?\s*([ap]m)?$/i;

function momentWithZone(text: string): Date | undefined {
  const [, year, month, day] = WITH_ZONE.exec(text) ?? [];
  const time = new Date(text.replace(" ", "T").toUpperCase());
  return isDay(Number(year), Number(month), Number(day)) && !Number.isNaN(time.getTime()) ? time : undefined;
}

function localMoment(text: string, now: Date, { past = false } = {}): Date | undefined {
  const [, word, hourText, minuteText, secondText = "0", half] = LOCAL.exec(text) ?? [];
  const hour = hourOf(Number(hourText), half);
  const [minute, second] = [Number(minuteText ?? "0"), Number(secondText)];
  // A bare number could be anything.
  if (hour === undefined || minute > 59 || second > 59 || (minuteText ?? half) === undefined) return undefined;
  const day = dayOf(word?.toLowerCase(), now);
  if (day === undefined) return undefined;
  const time = new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute, second);
  if (word === undefined && !past && time.getTime() <= now.getTime()) time.setDate(time.getDate() + 1);
  if (word === undefined && past && time.getTime() > now.getTime()) time.setDate(time.getDate() - 1);
  return time;
}

/** Of 24; undefined for an hour that no clock shows. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

function dayOf(word: string | undefined, now: Date): Date | undefined {
  if (word === undefined || word === "today") return now;
  if (word === "tomorrow") return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  if (word === "yesterday") return new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const [year = 0, month = 0, day = 0] = word.split("-").map(Number);
  return isDay(year, month, day) ? new Date(year, month - 1, day) : undefined;
}

/** The engine takes February 30 for a day in March. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
