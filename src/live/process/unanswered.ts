/** The process of a queue ended before it had answered, or is just being started again. */
export class NoAnswer extends Error {}

/** Of a call that changes the queue. */
export class Unanswered extends NoAnswer {
  /** Ends in words of its own: nobody knows whether it was done. */
  constructor(reason: string) {
    super(`${reason} What was asked of it last may be done all the same: look before you try again.`);
  }
}
