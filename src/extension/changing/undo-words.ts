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
  words: (number) => `${theyAre(number)} not in the trash any more.`,
};

const BEGUN: Expected = {
  code: "WRONG_STATE",
  words: (number) =>
    number === 1 ? "1 job stays: it is not queued any more." : `${jobs(number)} stay: they are not queued any more.`,
};

const GONE: Expected = {
  code: "NOT_FOUND",
  words: (number) => `${theyAre(number)} gone already.`,
};

function theyAre(number: number): string {
  return `${jobs(number)} ${number === 1 ? "is" : "are"}`;
}

/** `2 of 3 jobs restored. 1 job is not in the trash any more.` */
export function restoredWords(outcome: Outcome): string {
  return undoWords(outcome, "restored", [EMPTIED]);
}

/** `1 of 4 jobs taken back. 3 jobs stay: they are not queued any more.` */
export function takenBackWords(outcome: Outcome): string {
  return undoWords(outcome, "taken back", [BEGUN, GONE]);
}

function undoWords(outcome: Outcome, past: string, expected: readonly Expected[]): string {
  const counted = expected.map(({ code, words }) => {
    const number = outcome.failed.filter((failure) => failure.code === code).length;
    return number > 0 ? words(number) : "";
  });
  const failed = outcome.failed.filter((failure) => expected.every(({ code }) => failure.code !== code));
  const sentences = [countedWords(outcome, past), ...counted, reasonsOf({ ...outcome, failed }, [])];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
