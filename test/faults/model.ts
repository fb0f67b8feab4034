import assert from "node:assert/strict";
import type { Claim, DirqErrorCode, JobQueue, JobState } from "../../src/queue/index.js";

/** What a person expects of one job. */
interface ModelJob {
  readonly id: string;
  place: "held" | "trash" | JobState;
  /** Where it was before it was removed. */
  before?: "held" | JobState;
  trashName?: string;
  claim?: Claim;
  /** Who claimed it. */
  owner?: JobQueue;
  cancelRequested?: boolean;
  /** How many are left. */
  retries: number;
  wasTried?: boolean;
  readonly priority: number;
}

/** One command of one client, on the job with this number, modulo how many there are. */
export interface Step {
  readonly verb: keyof typeof STEPS;
  readonly client: number;
  readonly pick: number;
}

/** A queue as two clients see it, and beside it what they should see. */
export class Model {
  readonly jobs: ModelJob[] = [];

  constructor(private readonly clients: readonly [JobQueue, JobQueue]) {}

  take({ verb, client, pick }: Step): void {
    const queue = this.clients[client % 2] ?? this.clients[0];
    STEPS[verb](this, queue, pick);
    for (const reader of this.clients) this.assertSeenBy(reader);
  }

  jobAt(pick: number): ModelJob | undefined {
    return this.jobs[pick % this.jobs.length];
  }

  in(place: ModelJob["place"]): ModelJob[] {
    return this.jobs.filter((job) => job.place === place);
  }

  /** Of jobs that run, have been tried or have a priority, and have not ended, records are kept. */
  get keepsRecords(): boolean {
    return this.jobs.some(({ place, before, wasTried, priority }) => {
      const state = place === "trash" ? before : place;
      return (
        state === "running" || ((wasTried === true || priority !== 0) && state !== "completed" && state !== "failed")
      );
    });
  }

  private assertSeenBy(queue: JobQueue): void {
    const expected = this.jobs.filter(({ place }) => place !== "trash").map(({ id, place }) => [id, place] as const);
    const seen = [...queue.scan().values()].map(({ id, state, waiting }) => [id, waiting ?? state] as const);
    assert.deepEqual(new Map(seen), new Map(expected));
    const counts = { queued: 0, running: 0, completed: 0, failed: 0 };
    for (const [, place] of expected) counts[place === "held" || place === "trash" ? "queued" : place]++;
    assert.deepEqual(queue.counts(), counts);
    const trashed = this.in("trash").map(({ id }) => id);
    assert.deepEqual(
      queue
        .trash()
        .map(({ id }) => id)
        .sort(),
      trashed.sort(),
    );
  }
}

type Take = (model: Model, queue: JobQueue, pick: number) => void;

const RETRIES = 2;

const STEPS = {
  submit: (model, queue) => {
    model.jobs.push({ id: queue.submit({}).id, place: "queued", retries: 0, priority: 0 });
  },
  submitHeld: (model, queue) => {
    model.jobs.push({ id: queue.submit({}, { hold: true }).id, place: "held", retries: 0, priority: 0 });
  },
  submitWithRetries: (model, queue) => {
    const { id } = queue.submit({}, { retries: RETRIES, retryDelay: 0 });
    model.jobs.push({ id, place: "queued", retries: RETRIES, priority: 0 });
  },
  submitWithPriority: (model, queue, pick) => {
    const priority = pick - 5;
    model.jobs.push({ id: queue.submit({}, { priority }).id, place: "queued", retries: 0, priority });
  },
  resubmit: onJob((job, queue, model) => {
    if (job.place === "trash") return refused("NOT_FOUND", () => queue.resubmit(job.id));
    const { id, params } = queue.resubmit(job.id);
    const { retries = 0 } = (params["dirq"] ?? {}) as { retries?: number };
    model.jobs.push({ id, place: "queued", retries, priority: job.priority });
  }),
  hold: onJob((job, queue) => {
    if (job.place !== "queued") return refused(codeFor(job), () => queue.hold(job.id));
    queue.hold(job.id);
    job.place = "held";
  }),
  unhold: onJob((job, queue) => {
    if (job.place !== "held") return refused(codeFor(job), () => queue.unhold(job.id));
    queue.unhold(job.id);
    job.place = "queued";
  }),
  claim: (model, queue) => {
    const claim = queue.claimNext();
    const queued = model.in("queued");
    const job = queued.find(({ id }) => id === claim?.id);
    assert.equal(job === undefined, queued.length === 0, "a job is claimed where one is queued");
    assert.ok(
      queued.every(({ priority }) => priority <= (job?.priority ?? 0)),
      "none with a greater priority is left",
    );
    if (job !== undefined && claim !== undefined) Object.assign(job, { place: "running", claim, owner: queue });
  },
  complete: onClaim((job, queue, claim) => {
    assert.equal(queue.finish(claim, { state: "completed", result: { of: job.id } }), true);
    job.place = "completed";
    assert.equal(queue.resultText(job.id), `{\n  "of": "${job.id}"\n}\n`);
  }),
  fail: onClaim((job, queue, claim) => {
    const outcome = { state: "failed", error: "no", details: "" } as const;
    const isRepeated = job.retries > 0 && job.cancelRequested !== true;
    assert.equal(queue.retryLater(claim, outcome), isRepeated, "an attempt is repeated while one is left");
    if (!isRepeated) queue.finish(claim, outcome);
    else queue.waitingMover().run();
    job.wasTried = true;
    job.retries -= isRepeated ? 1 : 0;
    job.place = isRepeated ? "queued" : "failed";
  }),
  release: onClaim((job, queue, claim) => {
    // Asked to be cancelled, it would be as soon as it is claimed again.
    if (job.cancelRequested === true) return;
    queue.release(claim);
    job.place = "queued";
  }),
  cancel: onJob((job, queue) => {
    if (job.place === "queued" || job.place === "held") {
      assert.equal(queue.cancel(job.id), "cancelled");
      job.place = "failed";
    } else if (job.place === "running") {
      assert.equal(queue.cancel(job.id), "requested");
      job.cancelRequested = true;
    } else refused(codeFor(job), () => queue.cancel(job.id));
  }),
  remove: onJob((job, queue) => {
    if (job.place === "running" || job.place === "trash") return refused(codeFor(job), () => queue.remove(job.id));
    const { name } = queue.remove(job.id);
    Object.assign(job, { before: job.place, place: "trash", trashName: name });
  }),
  restore: onJob((job, queue) => {
    const name = job.trashName ?? "no such name";
    if (job.place !== "trash" || job.before === undefined) return refused("NOT_FOUND", () => queue.restore(name));
    assert.equal(queue.restore(name), job.id);
    job.place = job.before;
  }),
  recover: (_model, queue) => {
    assert.deepEqual(queue.recovery(() => undefined).run(), [], "there is nothing to recover");
  },
} satisfies Record<string, Take>;

export const VERBS_OF_MODEL = Object.keys(STEPS) as (keyof typeof STEPS)[];

function onJob(take: (job: ModelJob, queue: JobQueue, model: Model) => void): Take {
  return (model, queue, pick) => {
    const job = model.jobAt(pick);
    if (job !== undefined) take(job, queue, model);
  };
}

/** Only who has claimed a job ends it. */
function onClaim(take: (job: ModelJob, queue: JobQueue, claim: Claim) => void): Take {
  return (model, _queue, pick) => {
    const running = model.in("running");
    const job = running[pick % running.length];
    if (job?.owner !== undefined && job.claim !== undefined) take(job, job.owner, job.claim);
  };
}

function codeFor({ place }: ModelJob): DirqErrorCode {
  return place === "trash" ? "NOT_FOUND" : "WRONG_STATE";
}

function refused(code: DirqErrorCode, command: () => unknown): void {
  assert.throws(command, { code });
}
