/** What is known of the processes of one job, also by somebody who did not start them. */
export interface JobProcesses {
  /** The leader of the process group, and the group's number. */
  readonly pid: number;
  /** The leader's start time; undefined where the system states none. */
  readonly startTime: string | undefined;
  /** The value of `DIRQ_CLAIM` in the environment of each. */
  readonly claim: string;
  /** The pipes that carry the job's output, by path, as long as there are any. */
  readonly outputs: readonly string[];
}
