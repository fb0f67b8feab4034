/** What can be asked of a queue that is watched; nothing here changes it. */
import type { Finding, JobState, TextFault } from "../queue/index.js";
import { listArtifacts } from "./files/artifacts.js";
import { checkDirectory } from "./files/check-directory.js";
import { FailurePlaces } from "./files/failure-places.js";
import { readProgram } from "./files/program.js";
import { findSourceFile } from "./files/source-file.js";
import { FilterError, parseFilter } from "./listing/filter.js";
import { findJobs } from "./listing/find-jobs.js";
import { readTrash } from "./listing/trash-rows.js";
import { inQueue } from "./live-index/job-row.js";
import type {
  ArtifactList,
  Browsing,
  EarlierOutput,
  FailurePlace,
  HeldOutput,
  JobDetails,
  JobRow,
  ListView,
  Page,
  Program,
  SourceFile,
  Trash,
  WorkerRow,
} from "./live-queue.js";
import { outputFile } from "./logs/attempt-logs.js";
import { readEarlier } from "./logs/earlier-output.js";
import { ObservedQueue } from "./observed-queue.js";
import { withNamedParent } from "./one-job/named-parent.js";
import { resubmittedOf } from "./one-job/resubmissions.js";

const ALL_JOBS: ListView = { filter: "", sort: undefined };

export class BrowsedQueue extends ObservedQueue implements Browsing {
  private readonly failures = new FailurePlaces(this.queue, this.index);

  async page(state: JobState, offset: number, limit: number, view: ListView = ALL_JOBS): Promise<Page> {
    const { ids, unsearched } = await this.arrangement.ids(state, view, limit === 0 ? Infinity : offset + limit);
    const held = state === "queued" ? this.index.heldOf(ids) : 0;
    return {
      rows: await this.rows(ids.slice(offset, offset + limit)),
      total: ids.length,
      held,
      ...(unsearched > 0 && { unsearched }),
    };
  }

  ids(state: JobState, view: ListView): Promise<readonly string[]> {
    return this.arrangement.allIds(state, view);
  }

  checkFilter(filter: string): Promise<string | undefined> {
    try {
      parseFilter(filter, Date.now());
      return Promise.resolve(undefined);
    } catch (error) {
      if (error instanceof FilterError) return Promise.resolve(error.message);
      throw error;
    }
  }

  rows(ids: readonly string[]): Promise<readonly JobRow[]> {
    const rows = this.index.rowsOf(ids).map((row) => {
      return this.usualTimes.added(withNamedParent(inQueue(row, { paused: this.paused }), this.index));
    });
    return Promise.resolve(this.lookout.isSeen ? rows.map((row) => this.outputTimes.added(row)) : rows);
  }

  resubmitted(ids: readonly string[]): Promise<readonly string[]> {
    return resubmittedOf(ids, this.index);
  }

  find(ids: readonly string[]): Promise<readonly JobRow[]> {
    return Promise.resolve(findJobs(this.queue, ids).map((row) => inQueue(row, { paused: this.paused })));
  }

  details(id: string): Promise<JobDetails | undefined> {
    return Promise.resolve(this.detailsOf(id));
  }

  artifacts(id: string, folder: readonly string[]): Promise<ArtifactList> {
    return Promise.resolve(listArtifacts(this.queue, id, folder));
  }

  follow(id: string, attempt?: number): Promise<void> {
    this.followers.begin({ id, attempt });
    return Promise.resolve();
  }

  earlierOutput(id: string, held: HeldOutput): Promise<EarlierOutput> {
    return Promise.resolve(readEarlier(outputFile(this.queue.resultDirectory(id), held.attempt), held));
  }

  unfollow(id: string): Promise<void> {
    this.followers.end(id);
    return Promise.resolve();
  }

  sourceFile(id: string, path: string, folders: readonly string[]): Promise<SourceFile> {
    return Promise.resolve(findSourceFile(this.queue, id, { path, folders }));
  }

  failurePlaces(folders: readonly string[]): Promise<readonly FailurePlace[]> {
    return Promise.resolve(this.failures.list(folders));
  }

  program(path: string): Promise<Program | undefined> {
    return Promise.resolve(readProgram(path));
  }

  checkDirectory(path: string): Promise<string | undefined> {
    return Promise.resolve(checkDirectory(path));
  }

  textToEdit(id: string): Promise<string> {
    return Promise.resolve(this.queue.textToEdit(id));
  }

  faultInEdited(text: string): Promise<TextFault | undefined> {
    return Promise.resolve(this.queue.faultInEdited(text));
  }

  trash(): Promise<Trash> {
    return readTrash(this.queue);
  }

  hasWorker(): Promise<boolean> {
    return Promise.resolve(this.queue.hasWorker());
  }

  workers(): Promise<readonly WorkerRow[]> {
    return Promise.resolve(this.workerList.rows(this.index));
  }

  problems(): Promise<readonly Finding[]> {
    return Promise.resolve(this.checkUp.check());
  }
}
