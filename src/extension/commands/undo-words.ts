/** What an Undo could not take back, in the words of somebody who knows neither names in the trash nor ids of new jobs. */
import type { DirqErrorCode } from "../../queue/errors.js";
import { jobs } from "../../wording/index.js";
import { countedWords, reasonsOf, type Outcome } from "./outcome.js";

/** What is to be expected: it is counted, and needs no look at a single job. */
interface Expected {
  readonly code: DirqErrorCode;
  readonly words: (number: number) => string;
}

const EMPTIED: Expected = {
  code: "NOT_FOUND",
  words: (number) => `${number === 1 ? "1 job is" : `${jobs(number)} are`} not in the trash any more.`,
};

const BEGUN: Expected = {
  code: "WRONG_STATE",
  words: (number) =>
    `${number === 1 ? "1 job stays" : `${jobs(number)} stay`}: a worker has begun with ${number === 1 ? "it" : "them"}.`,
};

/** `2 of 3 jobs restored. 1 job is not in the trash any more.` */
export function restoredWords(outcome: Outcome): string {
  return undoWords(outcome, "restored", EMPTIED);
}

/** `1 of 4 jobs taken back. 3 jobs stay: a worker has begun with them.` */
export function takenBackWords(outcome: Outcome): string {
  return undoWords(outcome, "taken back", BEGUN);
}

function undoWords(outcome: Outcome, past: string, { code, words }: Expected): string {
  const expected = outcome.failed.filter((failure) => failure.code === code).length;
  const others = outcome.failed.filter((failure) => failure.code !== code);
  const sentences = [countedWords(outcome, past), expected > 0 ? words(expected) : "", reasonsOf(others, [])];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
