/** Where everything lies in a queue's directory. Names only; nothing here touches the disk. */
import { resolve, sep } from "node:path";
import { JOB_STATES, type JobState } from "../job.js";
import { isClaimableId } from "./job-id.js";

/** The name of the results' directory: Python's own environment variable, honoured and never set. */
export function defaultResultsName(): string {
  return process.env["WERQ_RESULTS_DIR"] || "completed_results";
}

export class Layout {
  readonly directory: string;
  readonly results: string;
  /** All of dirq's own bookkeeping. */
  readonly own: string;
  readonly waiting: string;
  readonly tmp: string;
  readonly claims: string;
  readonly attempts: string;
  readonly workers: string;
  readonly requests: string;
  readonly trash: string;
  readonly quarantine: string;
  /** Made when the first job with a priority comes. */
  readonly priorities: string;
  /** While it stands, dirq's workers claim nothing. */
  readonly paused: string;
  /** Says that this is a queue and which format it has; created exclusively by the first write. */
  readonly marker: string;
  private readonly folders: Readonly<Record<JobState, string>>;

  constructor(directory: string, resultsName: string) {
    this.directory = resolve(directory);
    // The root of a disk ends in its separator.
    const root = this.directory.endsWith(sep) ? this.directory.slice(0, -sep.length) : this.directory;
    this.folders = {
      queued: within(root, "queued"),
      running: within(root, "running"),
      completed: within(root, "completed"),
      failed: within(root, "failed"),
    };
    this.results = resolve(within(root, resultsName));
    this.waiting = within(root, "waiting");
    this.own = within(root, ".dirq");
    this.tmp = within(this.own, "tmp");
    this.claims = within(this.own, "claims");
    this.attempts = within(this.own, "attempts");
    this.workers = within(this.own, "workers");
    this.requests = within(this.own, "requests");
    this.trash = within(this.own, "trash");
    this.quarantine = within(this.own, "quarantine");
    this.priorities = within(this.own, "priority");
    this.paused = within(this.own, "paused");
    this.marker = within(this.own, "queue.json");
  }

  /** Every directory of a queue that is written to. */
  get directories(): readonly string[] {
    return [...this.ownDirectories, this.results];
  }

  /** Those that are directories themselves: only the results may lie elsewhere, behind a link. Outer ones come first. */
  get ownDirectories(): readonly string[] {
    const states = JOB_STATES.map((state) => this.folder(state));
    return [
      ...states,
      this.waiting,
      this.own,
      this.tmp,
      this.claims,
      this.attempts,
      this.workers,
      this.requests,
      this.trash,
      this.quarantine,
    ];
  }

  /** The directories between which jobs move, by rename. */
  get passage(): readonly string[] {
    return [this.waiting, this.claims, ...JOB_STATES.map((state) => this.folder(state)), this.trash];
  }

  folder(state: JobState): string {
    return this.folders[state];
  }

  job(state: JobState, id: string): string {
    return within(this.folders[state], `${id}.json`);
  }

  waitingJob(id: string, why: string): string {
    return within(this.waiting, `${id}~${why}.json`);
  }

  /** Where removed results go that are on another disk than the trash. */
  get resultsTrash(): string {
    return within(this.results, ".trash");
  }

  /** What is being written to be moved to a result: beside all results, for these may be on another disk than `tmp`. */
  resultPart(word: string): string {
    return within(this.results, `.${word}.part`);
  }

  /** The lock that Python holds while it reads or changes a job's file. */
  lock(state: JobState, id: string): string {
    return within(this.folders[state], `${id}.lock`);
  }

  resultDirectory(id: string): string {
    return within(this.results, id);
  }

  claim(id: string, claim: string, part: ClaimPart = "claim"): string {
    return within(this.claims, `${id}~${claim}${part === "claim" ? "" : `.${part}`}`);
  }

  /** The claim itself; one on a waiting job carries the reason in its name. */
  claimFile(id: string, claim: string, waiting: string | undefined): string {
    return this.claim(id, waiting === undefined ? claim : `${claim}~${waiting}`);
  }

  /** Where a file goes that lay under this id and is no job. `word`: what tells it from others that did. */
  quarantined(id: string, word: string): string {
    return within(this.quarantine, `${id}~${word}.json`);
  }

  attempt(id: string, claim: string, end: "died" | "failed"): string {
    return within(this.attempts, `${id}~${claim}.${end}`);
  }

  /** An empty file: the job with this id has this priority. */
  priority(id: string, priority: number): string {
    return within(this.priorities, `${id}~${priority}`);
  }

  cancelRequest(id: string): string {
    return within(this.requests, `${id}.cancel`);
  }

  /** Asks a worker to finish its jobs and end. */
  stopRequest(worker: string): string {
    return within(this.requests, `${worker}.stop`);
  }

  /** Asks it, beyond that, not to wait for its jobs. */
  stopNowRequest(worker: string): string {
    return within(this.requests, `${worker}.stop-now`);
  }

  presence(worker: string): string {
    return within(this.workers, `${worker}.json`);
  }
}

/** Put together without `join`, which takes as long as all that a listing does for a name. */
function within(folder: string, name: string): string {
  return `${folder}${sep}${name}`;
}

/** The files of one claim: the job's own file, its staged outcome, and the claim once the outcome is decided. */
export type ClaimPart = "claim" | "result" | "error" | "final" | "done";

export interface ClaimName {
  readonly id: string;
  /** `<worker>.<counter>`, or `<worker>.r<counter>` of one who only moves the job. */
  readonly claim: string;
  readonly worker: string;
  /** It only moves the job on, which never counts as an attempt. */
  readonly movesOn: boolean;
  /** Of an r-claim on a waiting job: where to give it back to. */
  readonly why: string | undefined;
  readonly part: ClaimPart;
}

const CLAIM_NAME = /^([^~]+)~([a-z0-9-]+)\.(r?)(\d+)(?:~([a-z0-9.-]+?))?(?:\.(result|error|final|done))?$/;

/** Reads the name of a file in `claims/`; undefined for one that is none of ours. */
export function parseClaimName(name: string): ClaimName | undefined {
  const match = CLAIM_NAME.exec(name);
  // Paths are made of the id, and `..` would lead one of them out of its folder.
  if (match === null || !isClaimableId(match[1] ?? "")) return undefined;
  const [, id = "", worker = "", r = "", counter = "", why, part = "claim"] = match;
  return { id, worker, claim: `${worker}.${r}${counter}`, movesOn: r === "r", why, part: part as ClaimPart };
}

/** Why a job waits, as it stands in a file's name. */
export const WAITING_REASON = /^[a-z0-9.-]+$/;

/** Reads the name of a file in `waiting/`, `<id>~<why>.json`; why is, for example, `held`, `at-1790000000000`, `held.after`. */
export function parseWaitingName(name: string): { readonly id: string; readonly why: string } | undefined {
  const [, id, why] = /^([^~]+)~([a-z0-9.-]+)\.json$/.exec(name) ?? [];
  return id === undefined || why === undefined ? undefined : { id, why };
}
