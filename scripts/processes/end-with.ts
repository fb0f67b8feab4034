import { errorWords } from "../../src/wording/error-words.js";

/** Ends this process as its work ends, whatever is left open then: with its exit code, or with 1 and words of why not. */
export function endWith(work: Promise<number | void>): void {
  work.then(
    (code) => process.exit(code ?? 0),
    (error: unknown) => {
      console.error(errorWords(error));
      process.exit(1);
    },
  );
}
