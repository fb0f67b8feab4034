/** Points in time and lengths of time as words. All arguments are milliseconds; "now" is given, so that rows of one screen agree. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `just now`, `40 s ago`, `3 min ago`, `2 h ago`, `5 days ago`, then the date; ahead of now, `in 3 min`. */
export function relativeTime(time: number, now: number): string {
  const distance = Math.abs(now - time);
  if (distance < 10 * SECOND) return "just now";
  if (distance >= 7 * DAY) return isoDate(new Date(time));
  const words = roughDuration(distance);
  return time > now ? `in ${words}` : `${words} ago`;
}

/** A moment as people say it: `18:00`, `tomorrow 09:00`, `2026-12-24 18:00`; with seconds where they are not 0. */
export function clockTime(time: number, now: number): string {
  const [day = "", clock = ""] = localTime(time).split(" ");
  const shown = clock.replace(/:00$/, "");
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  if (day === isoDate(new Date(now))) return shown;
  return `${day === isoDate(tomorrow) ? "tomorrow" : day} ${shown}`;
}

/** Local time with its zone, for tooltips and details: `2026-11-24 22:36:44 +01:00`. */
export function absoluteTime(time: number): string {
  const date = new Date(time);
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.trunc(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${localTime(time)} ${zone}`;
}

/** Local time to the second, for tables: `2026-11-24 22:36:44`. */
export function localTime(time: number): string {
  const date = new Date(time);
  return `${isoDate(date)} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** How long something took, in at most two units: `<0.1 s`, `0.4 s`, `12 s`, `1 min 5 s`, `2 h 3 min`, `3 days 4 h`. */
export function duration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < 0.05 * SECOND) return "<0.1 s";
  if (length < 9.95 * SECOND) return `${(length / SECOND).toFixed(1)} s`;
  const seconds = Math.round(length / SECOND);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(Math.trunc(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 24 * 60) return pair(Math.trunc(minutes / 60), "h", minutes % 60, "min");
  const hours = Math.trunc(minutes / 60);
  return pair(Math.trunc(hours / 24), dayUnit(Math.trunc(hours / 24)), hours % 24, "h");
}

/** A length in its largest unit alone, rounded down: what changes rarely enough to stand in a row. */
export function roughDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < MINUTE) return `${Math.trunc(length / SECOND)} s`;
  if (length < HOUR) return `${Math.trunc(length / MINUTE)} min`;
  if (length < DAY) return `${Math.trunc(length / HOUR)} h`;
  const days = Math.trunc(length / DAY);
  return `${days} ${dayUnit(days)}`;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function dayUnit(days: number): string {
  return days === 1 ? "day" : "days";
}

function isoDate(date: Date): string {
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
