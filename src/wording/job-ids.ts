/** Ids of jobs among other words, for example in what a terminal shows. */

export interface FoundId {
  readonly id: string;
  readonly index: number;
}

/** As dirq and Python make them: nanoseconds since 1970. Ids of another make look like any word. */
const JOB_ID = /(?<![\w.-])\d{19}(?![\w-])/g;
/** A line can hold any number of numbers. */
const MOST = 20;

export function findJobIds(line: string): readonly FoundId[] {
  return [...line.matchAll(JOB_ID)].slice(0, MOST).map(({ 0: id, index }) => ({ id, index }));
}
