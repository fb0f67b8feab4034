/** Thrown by `processJob` to say how a job failed; any other error fails the job with its message and its stack. */
export class JobFailure extends Error {
  /** What follows the message in `error.txt`. */
  readonly details: string;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;

  constructor(
    message: string,
    { details, exitCode, signal }: Partial<Pick<JobFailure, "details" | "exitCode" | "signal">> = {},
  ) {
    super(message);
    this.name = "JobFailure";
    this.details = details ?? "";
    this.exitCode = exitCode;
    this.signal = signal;
  }
}
