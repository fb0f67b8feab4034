/** What machines do with a queue, when they come to it. Each says to the ledger what it was promised. */
import { DirqError, type DirqErrorCode, type SubmitOptions } from "../../../src/queue/index.js";
import type { Ledger, PromisedJob } from "./ledger.js";
import type { Participant } from "./participant.js";

export interface CommandContext {
  readonly world: { cutPower(): void };
  readonly machine: Participant;
  readonly ledger: Ledger;
  readonly pick: number;
}

const REFUSALS: readonly DirqErrorCode[] = ["NOT_FOUND", "WRONG_STATE", "CONFLICT"];

type Do = (context: CommandContext) => void;

export const COMMANDS = {
  submit: submitWith(),
  "submit with retries": submitWith({ retries: 2, retryDelay: 0 }),
  "submit held": (context) => {
    submitWith({ hold: true })(context);
  },
  "submit after another": ({ machine, ledger, pick }) => {
    const parent = idAt(ledger, pick);
    if (parent === undefined) return;
    const { id } = machine.queue.submit({}, pick % 2 === 0 ? { after: [parent] } : { afterOk: [parent] });
    ledger.job(id).acknowledged = true;
  },
  claim: ({ machine }) => void machine.claim(),
  look: ({ machine, pick }) => machine.look(pick),
  "end well": ({ machine, pick }) => machine.end(pick, { state: "completed", result: { by: machine.queue.worker } }),
  "end badly": ({ machine, pick }) => machine.end(pick, { state: "failed", error: "no", details: "" }),
  release: ({ machine, pick }) => machine.release(pick),
  settle: ({ machine }) => machine.settle(),
  recover: ({ machine }) => machine.recover(),
  cancel: onJob(({ machine }, id) => void machine.queue.cancel(id)),
  hold: onJob(({ machine, ledger }, id) => {
    const job = ledger.job(id);
    const before = job.releases;
    machine.queue.hold(id);
    // Others may have released it before this one is done.
    if (job.releases === before) job.held = true;
  }),
  unhold: onJob(({ machine, ledger }, id) => {
    const job = ledger.job(id);
    releaseIn(job);
    try {
      machine.queue.unhold(id);
    } finally {
      // What others have held meanwhile may have been released by this one all the same.
      releaseIn(job);
    }
  }),
  remove: onJob(({ machine, ledger }, id) => {
    const job = ledger.job(id);
    const before = job.removed;
    const moves = movedByTrash(job);
    try {
      machine.queue.remove(id);
      // Others may have restored it before this one is done, or right before this one removed it.
      job.removed = job.trashMoves === moves ? "yes" : "maybe";
    } catch (error) {
      const isRefusal = error instanceof DirqError && REFUSALS.includes(error.code);
      if (!isRefusal) job.removed = "maybe";
      // A refusal says that it was not done; but others may have done it.
      else if (job.trashMoves === moves) job.removed = before;
      throw error;
    }
  }),
  restore: ({ machine, ledger, pick }) => {
    const trash = machine.queue.trash();
    const trashed = trash[pick % trash.length];
    if (trashed === undefined) return;
    const job = ledger.job(trashed.id);
    const moves = movedByTrash(job);
    machine.queue.restore(trashed.name);
    job.removed = job.trashMoves === moves ? "no" : "maybe";
  },
  resubmit: onJob(({ machine, ledger }, id) => {
    ledger.job(machine.queue.resubmit(id).id).acknowledged = true;
  }),
  "power cut": ({ world }) => world.cutPower(),
} satisfies Record<string, Do>;

export type CommandName = keyof typeof COMMANDS;

function submitWith(options: SubmitOptions = {}): Do {
  return ({ machine, ledger }) => {
    const job = ledger.job(machine.queue.submit({}, options).id);
    job.acknowledged = true;
    job.held = options.hold === true;
  };
}

function releaseIn(job: PromisedJob): void {
  job.held = false;
  job.releases++;
}

function movedByTrash(job: PromisedJob): number {
  job.removed = "maybe";
  return ++job.trashMoves;
}

function onJob(act: (context: CommandContext, id: string) => void): Do {
  return (context) => {
    const id = idAt(context.ledger, context.pick);
    if (id !== undefined) act(context, id);
  };
}

function idAt(ledger: Ledger, pick: number): string | undefined {
  const ids = [...ledger.jobs.keys()];
  return ids[pick % ids.length];
}
