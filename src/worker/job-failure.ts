/**
 * Thrown by `processJob` to say how a job failed; any other error fails the job with its message and its stack.
 * @category Workers of your own
 */
export class JobFailure extends Error {
  /** What follows the message in `error.txt`. */
  readonly details: string;
  /** Of a command. */
  readonly exitCode: number | undefined;
  /** The signal that ended a command, for example `SIGKILL`. */
  readonly signal: string | undefined;

  /** Not to be tried again, whatever the job was submitted with. */
  readonly final: boolean;

  constructor(message: string, options: JobFailureOptions = {}) {
    const { details, exitCode, signal, final } = options;
    super(message);
    this.name = "JobFailure";
    this.details = details ?? "";
    this.exitCode = exitCode;
    this.signal = signal;
    this.final = final ?? false;
  }
}

/** What is known of a failure beside its message. @category Options */
export interface JobFailureOptions {
  /** What follows the message in `error.txt`. */
  readonly details?: string | undefined;
  /** Of a command. */
  readonly exitCode?: number | undefined;
  /** The signal that ended a command, for example `SIGKILL`. */
  readonly signal?: string | undefined;
  /** Not to be tried again, whatever the job was submitted with. Default false. */
  readonly final?: boolean | undefined;
}
