/** The process of a queue ended before it had answered a call that changes the queue. */
export class Unanswered extends Error {
  /** Ends in words of its own: nobody knows whether it was done. */
  constructor(reason: string) {
    super(`${reason} What was asked of it last may be done all the same: look before you try again.`);
  }
}
