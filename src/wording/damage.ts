/** What went wrong with a job, or why its file cannot be read, in words for a person. */
import { bytes } from "./bytes.js";

interface Trouble {
  readonly damaged?: string | undefined;
  readonly errorLine?: string | undefined;
}

/** As the core says it, to the byte. */
const TOO_LARGE = /\b(\d+) bytes, larger than the (\d+) that are read/;

/** With sizes that a person takes in: `1.1 GB, larger than the 1.0 MB that are read`. */
export function damagedWords(reason: string): string {
  return reason.replace(TOO_LARGE, (_said, size: string, most: string) => {
    return `${bytes(Number(size))}, larger than the ${bytes(Number(most))} that are read`;
  });
}

/** What is wrong with the job of a row: that its file cannot be read, or its first line of error. */
export function troubleWords({ damaged, errorLine }: Trouble): string | undefined {
  return damaged === undefined ? errorLine : damagedWords(damaged);
}
