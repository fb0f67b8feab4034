/** One directory on which Python and dirq work, and what it came to: which files are there, and who ran which job. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JobQueue, type Claim, type JobOrDamaged, type SubmitOptions } from "../../src/queue/index.js";
import { filesIn, temporaryDirectory } from "../queue/temporary-queue.js";

export interface End {
  /** All but the marks of a queue that nobody ever changes; jobs by the letters with which they were submitted. */
  readonly files: readonly string[];
  /** `python A` for each time that a job was run, in their order. */
  readonly runs: readonly string[];
}

export class SideBySide {
  readonly jobs = join(temporaryDirectory(), "jobs");
  readonly queue = new JobQueue(this.jobs);
  private readonly runsFile = join(temporaryDirectory(), "runs");
  private readonly letters = new Map<string, string>();

  /** A job whose command is run by Python alone, unless it says something else. */
  submit(letter: string, command = this.commandOf(letter), options: SubmitOptions = {}): string {
    const { id } = this.queue.submit({ command, type: "shell" }, options);
    this.call(id, letter);
    return id;
  }

  /** Tells who ran the job. */
  commandOf(letter: string, by = "python"): string {
    return `echo ${by} ${letter} >> ${this.runsFile}`;
  }

  /** Names a job that Python submitted. */
  call(id: string, letter: string): void {
    this.letters.set(id, letter);
  }

  /** What a worker of ours does with a job that it has claimed. False: it has to be settled. */
  runHere(claim: Claim | undefined, queue = this.queue): boolean {
    if (claim === undefined) throw new Error("There was nothing to claim");
    appendFileSync(this.runsFile, `dirq ${this.letters.get(claim.id)}\n`);
    return queue.finish(claim, { state: "completed", result: { by: "dirq" } });
  }

  /** `A running`, or of a file that is no job why. */
  seen(id: string): string {
    return this.words(this.queue.get(id));
  }

  end(): End {
    const files = filesIn(this.jobs).filter((path) => !/\/$|^\.gitignore$|^\.dirq\/queue\.json$/.test(path));
    const runs = existsSync(this.runsFile) ? readFileSync(this.runsFile, "utf8").split("\n").slice(0, -1) : [];
    return { files: files.map((path) => this.named(path)).sort(), runs };
  }

  /** With letters for ids, and without what is random in the names of dirq's own files. */
  named(text: string): string {
    const lettered = [...this.letters].reduce((named, [id, letter]) => named.replaceAll(id, letter), text);
    return lettered
      .replace(/~[0-9a-f]+-\d+-\d+-\d+-[0-9a-f]{12}\.(r?)\d+/, "~$1claim")
      .replace(/~retry-\d+/, "~retry")
      .replace(/(quarantine\/[^~]*)~.*\.json/, "$1")
      .replace(/trash\/\d{8}T\d{6}-([a-z]+)-[0-9a-f]{12}/, "trash/$1");
  }

  private words(job: JobOrDamaged | undefined): string {
    if (job === undefined) return "nowhere";
    if (job.state === "damaged") return `damaged in ${job.folder}: ${job.reason}`;
    return job.state === "failed" ? `failed: ${job.error}` : job.state;
  }
}

/** Where a job that completed in dirq lies. */
export function completed(letter: string): string[] {
  const results = ["result.json", "results.json"].map((name) => `completed_results/${letter}/${name}`);
  return [`completed/${letter}.json`, ...results];
}

/** Where a job that completed in Python lies. */
export function completedByPython(letter: string): string[] {
  return [`completed/${letter}.json`, `completed_results/${letter}/results.json`];
}
