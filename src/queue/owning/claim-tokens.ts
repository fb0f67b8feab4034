/** What one process calls its claims: each name is unlike all that were ever made, by whomever. */
import { newWorkerId } from "../processes/identity.js";

export class ClaimTokens {
  private name: string | undefined;
  private counter = 0;

  /** This worker's name among all that ever were; made when it is needed, which it is not by those who only submit. */
  get worker(): string {
    return (this.name ??= newWorkerId());
  }

  /** For the right to run a job. */
  toRun(): string {
    return `${this.worker}.${++this.counter}`;
  }

  /** For the right to move a job on: it never counts as an attempt. */
  toMoveOn(): string {
    return `${this.worker}.r${++this.counter}`;
  }
}
