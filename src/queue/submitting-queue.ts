/** Putting jobs into the queue: new ones, and those that were there before once more. */
import type { Steps } from "./disk/steps.js";
import type { TextFault } from "./errors.js";
import { inGroups, settleEach, type OneOfMany } from "./in-groups.js";
import type { JobParams, QueuedJob } from "./job.js";
import type { JsonText } from "./json/exact-json.js";
import { ReadableQueue } from "./readable-queue.js";
import type { SubmitOptions } from "./scheduling/bookkeeping.js";
import { editedParams, faultInEdited, textToEdit } from "./submitting/edited-params.js";
import { paramsToResubmit, type ResubmitOptions } from "./submitting/resubmit.js";
import { submittingAll, submittingEach, submittingOne } from "./submitting/submit-each.js";
import { assertParentsExist, paramsToText, submitting } from "./submitting/submit.js";

export class SubmittingQueue<P extends object = JobParams> extends ReadableQueue<P> {
  /**
   * Submits a job: once this returns, it is safe on the disk. JsonText keeps the spelling of every number.
   * @throws DirqError INVALID_JOB for params that a job's file cannot hold; NOT_FOUND for a job to wait for that does not
   * exist; QUEUE_UNUSABLE, with its id where it is in the queue although the disk does not confirm it
   */
  submit(params: P | JsonText, options: SubmitOptions = {}): QueuedJob<P> {
    const [text = ""] = this.paramsToSubmit([params], options);
    const steps = submittingOne(this.store, text, { hold: options.hold === true });
    return this.write(() => this.store.disk.take(steps)) as QueuedJob<P>;
  }

  /** Submits jobs in this order; all are checked before the first is written. @throws as `submit` */
  submitMany(list: readonly (P | JsonText)[], options: SubmitOptions = {}): QueuedJob<P>[] {
    const texts = this.paramsToSubmit(list, options);
    const steps = submittingAll(this.store, texts, { hold: options.hold === true });
    return this.write(() => this.store.disk.take(steps)) as QueuedJob<P>[];
  }

  /**
   * The same as `submitMany`, waiting for the disk to take many files at a time, for which it needs little longer than for
   * one: of use from some ten jobs on. `placed` hears of each job that is in the queue, also when the others then fail.
   * @throws as `submit`
   */
  async submitManyMeanwhile(
    list: readonly (P | JsonText)[],
    options: SubmitOptions = {},
    placed?: (id: string) => void,
  ): Promise<QueuedJob<P>[]> {
    return this.writeMeanwhile(this.submitting(list, options, placed));
  }

  /** The params as `submitMany` would write them, all checked as there; touches nothing. @throws as `submit` */
  paramsToSubmit(list: readonly (P | JsonText)[], options: SubmitOptions = {}): string[] {
    const texts = list.map((params) => paramsToText(params, options));
    assertParentsExist(this.store, options);
    return texts;
  }

  /**
   * Submits the params of a job in any state again, under a new id, with `params.dirq.resubmit_of`.
   * @throws DirqError NOT_FOUND; INVALID_JOB when its file cannot be read
   */
  resubmit(id: string, options: ResubmitOptions = {}): QueuedJob<P> {
    return this.submit(this.read(() => paramsToResubmit(this.store, id, options)));
  }

  /**
   * Resubmits jobs, some of them at a time. Tells of each what `resubmit` returns or throws. When the disk refuses one,
   * those that were to be submitted after it at the same time are refused too. Of one that is in the queue although the
   * disk has not confirmed it, the error says so, and its new id.
   */
  resubmitMany(
    ids: readonly string[],
    options: ResubmitOptions = {},
  ): AsyncGenerator<readonly OneOfMany<QueuedJob<P>>[]> {
    return inGroups(ids, (some) => this.resubmitSome(some, options));
  }

  /**
   * The params that `resubmit` would submit, as JSON for a person to change: numbers as they are spelled, letters as they
   * are read. @throws as `resubmit`
   */
  textToEdit(id: string): string {
    return this.read(() => textToEdit(this.store, id));
  }

  /** Why `resubmitEdited` would refuse such a text; undefined when nothing is wrong with it. @throws DirqError NO_QUEUE */
  faultInEdited(text: string): TextFault | undefined {
    return this.read(() => faultInEdited(this.store, text));
  }

  /**
   * Submits an edited text as a new job, with `params.dirq.resubmit_of`. The job that it came from may be gone by then.
   * @throws DirqError INVALID_JOB, with the line; NO_QUEUE
   */
  resubmitEdited(id: string, text: string): QueuedJob<P> {
    return this.submit(this.read(() => editedParams(this.store, id, text)));
  }

  private async resubmitSome(
    ids: readonly string[],
    options: ResubmitOptions,
  ): Promise<PromiseSettledResult<QueuedJob<P>>[]> {
    const drafts = settleEach(ids, (id) => this.textToResubmit(id, options));
    const texts = drafts.flatMap((draft) => (draft.status === "fulfilled" ? [draft.value] : []));
    const ends = texts.length === 0 ? [] : await this.writeMeanwhile(submittingEach(this.store, texts));
    const next = ends.values();
    return drafts.map((draft) =>
      draft.status === "rejected" ? draft : (next.next().value as PromiseSettledResult<QueuedJob<P>>),
    );
  }

  private textToResubmit(id: string, options: ResubmitOptions): string {
    const params = this.read(() => paramsToResubmit(this.store, id, options));
    return this.paramsToSubmit([params])[0] as string;
  }

  /** Nothing is touched before the first step. */
  private submitting(
    list: readonly (P | JsonText)[],
    options: SubmitOptions,
    placed: (id: string) => void = () => {},
  ): Steps<QueuedJob<P>[]> {
    const texts = this.paramsToSubmit(list, options);
    const told = { hold: options.hold === true, placed: ({ id }: QueuedJob) => placed(id) };
    return submitting(this.store, texts, told) as Steps<QueuedJob<P>[]>;
  }
}
