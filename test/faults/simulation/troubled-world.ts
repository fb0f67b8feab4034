/** Several machines on one queue, and all that can befall them. Whatever it is, what was promised is kept. */
import assert from "node:assert/strict";
import { DirqError, isSystemError } from "../../../src/queue/index.js";
import { LEASE_MS } from "../../../src/queue/processes/beat-observer.js";
import type { NetworkFileSystem } from "./attribute-cache.js";
import { isChange, type Call } from "./calls.js";
import { Crash, type Trouble } from "./client.js";
import { COMMANDS, type CommandName } from "./commands.js";
import { leftOversOn } from "./left-overs.js";
import { Ledger } from "./ledger.js";
import { Participant } from "./participant.js";
import { Power, type Choose } from "./power.js";
import { SimulatedDisk } from "./simulated-disk.js";
import { seededRandom, type SimulatedTime } from "./simulated-time.js";

const DIRECTORY = "/shared/jobs";
const HOUR_MS = 3_600_000;
const MOST_ROUNDS = 100;

export interface Command {
  readonly do: CommandName;
  /** Which of the machines. */
  readonly by: number;
  /** Which of the jobs, modulo how many there are. */
  readonly pick: number;
}

/** Something that befalls the one who executes the command, at its call with this number. */
export type Mishap =
  | { readonly at: number; readonly kind: "crash" | "power cut" }
  | { readonly at: number; readonly kind: "fails" | "lies"; readonly code: string }
  /** Others go on while it is frozen; `silent`: for longer than its lease. */
  | { readonly at: number; readonly kind: "frozen"; readonly silent: boolean; readonly meanwhile: readonly Command[] };

export interface Step extends Command {
  readonly mishap?: Mishap | undefined;
}

export interface Conditions {
  /** By which all machines reach the disk. */
  readonly kind: NetworkFileSystem;
  /** For each machine, how many changes of others what it knows of the disk may lag behind. */
  readonly lags: readonly number[];
  /** Whether the disk keeps changes in their order. */
  readonly ordered: boolean;
  readonly seed: number;
}

export class TroubledWorld {
  readonly ledger: Ledger;
  /** How many have come so far. */
  mishaps = 0;
  private changes = 0;
  private readonly power: Power;
  private readonly disk: SimulatedDisk;
  private readonly machines: Participant[];
  private readonly everybody: Participant[] = [];
  private readonly choose: Choose;

  constructor(
    private readonly time: SimulatedTime,
    private readonly conditions: Conditions,
  ) {
    const { ordered, lags, seed } = conditions;
    const random = seededRandom(seed);
    this.choose = (limit) => Math.floor(random() * limit);
    this.power = new Power({ ordered });
    this.disk = new SimulatedDisk({
      changed: (assignments) => {
        this.changes++;
        this.power.changed(assignments);
      },
      synced: (inode) => this.power.synced(inode),
    });
    this.ledger = new Ledger(this.disk, DIRECTORY);
    this.machines = lags.map((lag) => this.newMachine(lag));
    this.machines[0]?.queue.create();
  }

  take({ mishap, ...command }: Step): void {
    this.run(command, mishap);
    this.ledger.check();
    this.time.pass(1_000);
  }

  /** No more trouble: whoever is there dies, and one more worker comes that nothing befalls. */
  endInPeace(): void {
    for (const machine of this.machines) machine.client.die();
    const last = this.newMachine(0);
    for (const wait of [0, 3_000, 40 * HOUR_MS]) {
      this.time.pass(wait);
      last.recover();
    }
    this.removeHalfViews(last);
    for (const job of last.queue.list({ states: ["queued"] })) {
      if (job.state === "queued" && job.waiting?.startsWith("held") === true) last.queue.unhold(job.id);
      this.ledger.job(job.id).held = false;
    }
    // A job that is to follow another becomes due when that has ended, a failed attempt when its time has come.
    for (let rounds = 0; rounds < MOST_ROUNDS && last.queue.counts().queued > 0; rounds++) {
      last.recover();
      while (last.claim()) last.end(0, { state: "completed", result: { by: "the last" } });
      this.time.pass(HOUR_MS);
    }
    this.ledger.check();
    const trashed = new Set(last.queue.trash().map(({ id }) => id));
    this.ledger.checkAll(trashed);
    this.assertTidy(trashed);
  }

  /**
   * A power cut can leave half a view, and nothing else, of a job of which nobody was told. It may be Python's, being
   * written: only a person can say that it is none, and what was to run after that job waits until then.
   */
  private removeHalfViews({ queue }: Participant): void {
    for (const job of queue.list({ states: ["running"] })) {
      if (job.state !== "damaged") continue;
      queue.remove(job.id, { force: true });
      this.ledger.job(job.id).removed = "maybe";
    }
  }

  private run({ do: name, by, pick }: Command, mishap?: Mishap): void {
    const index = by % this.machines.length;
    const machine = this.machineAt(index);
    const interrupt = mishap && this.interruptOf(index, mishap);
    machine.client.trouble = interrupt ?? (() => undefined);
    try {
      COMMANDS[name]({ world: this, machine, ledger: this.ledger, pick });
    } catch (error) {
      // The command said that it could not be done: that is all that it has to do.
      if (!(error instanceof Crash || error instanceof DirqError || isSystemError(error))) throw error;
    } finally {
      machine.client.trouble = () => undefined;
    }
  }

  /** One that died is started again when it is needed. */
  private machineAt(index: number): Participant {
    const machine = this.machines[index];
    if (machine !== undefined && !machine.client.isDead) return machine;
    return (this.machines[index] = this.newMachine(this.conditions.lags[index] ?? 0));
  }

  private newMachine(lag: number): Participant {
    const machine = new Participant(
      {
        disk: this.disk,
        directory: DIRECTORY,
        ledger: this.ledger,
        now: () => performance.now(),
        isSilent: (worker) => this.everybody.some((one) => one.queue.worker === worker && one.isTakenForDead),
      },
      { kind: this.conditions.kind, lag, clock: () => this.changes },
    );
    this.everybody.push(machine);
    return machine;
  }

  private interruptOf(index: number, mishap: Mishap): (call: Call) => Trouble | undefined {
    let calls = 0;
    return (call) => {
      // Of what only looks, each call counts for those that freeze; else only what changes something, or can be told a lie.
      if (mishap.kind !== "frozen" && !isChange(call) && call.name !== "sync") return undefined;
      if (calls++ !== mishap.at) return undefined;
      this.mishaps++;
      switch (mishap.kind) {
        case "crash":
          return { kind: "crash" };
        case "power cut":
          return { kind: "meanwhile", happens: () => this.cutPower() };
        case "fails":
        case "lies":
          return { kind: mishap.kind, code: mishap.code };
        case "frozen":
          return { kind: "meanwhile", happens: () => this.freeze(index, mishap) };
      }
    };
  }

  cutPower(): void {
    for (const machine of this.machines) machine.client.die();
    this.power.cut(this.disk, this.choose);
  }

  private freeze(index: number, { silent, meanwhile }: Extract<Mishap, { kind: "frozen" }>): void {
    const frozen = this.machines[index];
    if (silent) {
      frozen?.fallSilent();
      // The clock of its machine that never jumps does not tell that it slept.
      this.time.passAsleep(LEASE_MS);
    }
    for (const command of meanwhile) {
      // Of the one that is frozen, nothing more is heard.
      if (command.by % this.machines.length !== index) this.run(command);
      this.ledger.check();
    }
    if (frozen !== undefined) frozen.isSilent = false;
  }

  /** The tries of a job in the trash, and a request to cancel it, are kept: should it be restored, they still count. */
  private assertTidy(trashed: ReadonlySet<string>): void {
    const isKept = (path: string): boolean => {
      const id = /^(?:attempts|requests)\/([^~.]+)[~.]/.exec(path)?.[1];
      return id !== undefined && trashed.has(id);
    };
    const left = leftOversOn(this.disk, DIRECTORY).filter((path) => !isKept(path));
    assert.deepEqual(left, [], "nothing is left over");
  }
}
