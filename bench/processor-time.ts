/** What programs took of the processors: on a busy machine it says more than the time that they had to wait for them. */
import { readFileSync } from "node:fs";

/** The system states it in hundredths of a second; of many runs, the sum is right. */
const TICK_MS = 10;

/** Milliseconds that all programs took which this process has run to their end, with those that they ran. Linux alone says. */
export function takenByPrograms(): number {
  if (process.platform !== "linux") return 0;
  // What stands before is its name, in which there may be anything.
  const [, fields = ""] = /^.*\) (.*)$/s.exec(readFileSync("/proc/self/stat", "utf8")) ?? [];
  const [user = 0, system = 0] = fields.split(" ").slice(13, 15).map(Number);
  return (user + system) * TICK_MS;
}
