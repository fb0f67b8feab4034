/** What a panel shows of one job, and what is new of it. */
import type { EarlierAttempt } from "../../queue/job.js";
import type { JobRow } from "./rows.js";

/** All that the job panel shows. Exact JSON texts, so that no number changes on its way to the screen. */
export interface JobDetails {
  readonly row: JobRow;
  /** The job's `params` as indented JSON; empty for a damaged file. */
  readonly paramsText: string;
  readonly command?: string | undefined;
  readonly cwd?: string | undefined;
  /** `params.env`: what the job's environment gets on top of its worker's. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Absent for a damaged job. */
  readonly related?: RelatedJobs | undefined;
  /** The attempts at a job that has not ended which ended without an outcome; the first of them first. */
  readonly earlierAttempts?: readonly EarlierAttempt[] | undefined;
  /** Absolute paths. */
  readonly jobFile: string;
  readonly resultDirectory: string;
  /** Absolute path of `result.json`, or else of `results.json`; absent where there is neither. */
  readonly resultFile?: string | undefined;
  /** How large it is. */
  readonly resultBytes?: number | undefined;
  /** `error.txt`, cut at 256 KiB from its end. */
  readonly errorText?: string | undefined;
  /** There is more of it before that. */
  readonly errorBeginsEarlier?: true | undefined;
  /** How many attempts before the last have left a log; of very many, how many of the first are listed. */
  readonly earlierLogs?: number | undefined;
  /** There are more than these. */
  readonly moreLogs?: true | undefined;
}

/** What is new of a followed job. Its details can be large, and some of them change each second. */
export interface DetailsChange {
  /** The first after `follow`, and when the job is back: nothing that was known before holds, and all details are there. */
  readonly reset: boolean;
  /** Those that changed. */
  readonly details: Partial<JobDetails>;
  /** The names of those that are gone. */
  readonly without: readonly (keyof JobDetails)[];
  /** Absent where `resultFile` holds what it held before. */
  readonly result?: ResultPiece | undefined;
}

/** The beginning of a result file as it stands there: whoever shows it decodes and parses it, and nobody on the way. */
export interface ResultPiece {
  /** UTF-8, cut at 2 MiB. */
  readonly bytes: Uint8Array;
  /** Whether the file holds more. */
  readonly cut: boolean;
}

/** `row` is absent for a job that is not in the queue any more. */
export interface RelatedJob {
  readonly id: string;
  readonly row?: JobRow | undefined;
}

export interface RelatedJobs {
  readonly resubmitOf?: RelatedJob | undefined;
  /** Jobs that were resubmitted from this one, the latest last, as far as they have been read. */
  readonly resubmissions: readonly RelatedJob[];
  /** False while files of jobs are left to read, so that there may be more of them. */
  readonly allRead: boolean;
  /** The jobs that have to end before this one starts. */
  readonly after: readonly RelatedJob[];
  /** How many more of these there are. */
  readonly left: number;
}
