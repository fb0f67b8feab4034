/**
 * Times as Python writes them: local, without a zone, `YYYY-MM-DDTHH:MM:SS.ffffff`. Python compares them as naive
 * times, so a file with a zone suffix would make its `list` raise; on reading, a suffix is accepted.
 */

/** As Python writes nearly all of them, which is read five times as fast. */
const USUAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/;
const TIME = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/;

/** As Python's `datetime.now().isoformat()`, which leaves the fraction out when it is 0. Here it never is. */
export function formatLocalTime(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day}T${time}.${String(date.getMilliseconds()).padStart(3, "0")}000`;
}

/** The moment that such a text means on this machine; undefined when it is none. */
export function parseLocalTime(text: string): Date | undefined {
  if (USUAL.test(text)) return valid(new Date(text.slice(0, WITH_MILLISECONDS)));
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = "00", fraction = "0", zone] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, "0").slice(0, 3)}${zone ?? ""}`;
  return valid(new Date(iso));
}

const WITH_MILLISECONDS = "YYYY-MM-DDTHH:MM:SS.fff".length;

function valid(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}
