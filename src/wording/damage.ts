/** Why the file of a job cannot be read, in words for a row. */
import { bytes } from "./bytes.js";

/** As the core says it, to the byte. */
const TOO_LARGE = /\b(\d+) bytes, larger than the (\d+) that are read/;

/** With sizes that a person takes in: `1.1 GB, larger than the 1.0 MB that are read`. */
export function damagedWords(reason: string): string {
  return reason.replace(TOO_LARGE, (_said, size: string, most: string) => {
    return `${bytes(Number(size))}, larger than the ${bytes(Number(most))} that are read`;
  });
}
