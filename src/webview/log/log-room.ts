/** How much of a log the page holds. Pure. */
import { lengthOf, type Line } from "../terminal/spans.js";

export interface Room {
  /** Beside the last, which is still being written. */
  readonly lines: number;
  readonly characters: number;
}

/** Of what is followed. */
export const FOLLOWING: Room = { lines: 5000, characters: 2 * 1024 * 1024 };

/** While somebody reads on backwards, or has stopped to read: nothing that they see may go, so what comes then is only counted. */
export const READING: Room = { lines: 20_000, characters: 8 * 1024 * 1024 };

/** Of what came and is not drawn yet, in characters: nothing is drawn while the window is out of sight. */
export const MOST_WAITING = 2 * 1024 * 1024;

/** How many lines at the beginning have no room. */
export function linesTooMany(lines: readonly Line[], room: Room): number {
  let characters = 0;
  for (let index = lines.length - 1; index >= 0; index--) {
    characters += lengthOf(lines[index] ?? []);
    if (lines.length - index > room.lines + 1 || characters > room.characters) return index + 1;
  }
  return 0;
}
