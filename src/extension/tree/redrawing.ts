/** Tells VS Code what to draw anew: only what changed, so that whatever else is selected, open or scrolled to stays as it is. */
import { setTimeout as delay } from "node:timers/promises";
import type { JobState } from "../../queue/job.js";
import type { QueueHandle } from "../queues/queues.js";
import type { Difference } from "../rows/drawings.js";
import { ROOT, type Changes, type Update } from "./layouts/layout.js";
import { MovingNumbers } from "../rows/moving-numbers.js";
import { topOf, type Node } from "./nodes.js";
import { OneAtATime } from "../one-at-a-time.js";

/** VS Code collects for 200 ms what it is told before it asks for the first row. In milliseconds. */
const FIRST_QUESTION_AFTER = 300;
/** It does not say when it has drawn; so long after its last question it has, also on a busy machine. */
const QUIET_FOR = 150;

export interface RedrawingOptions {
  readonly update: (changes: Changes) => Promise<Update>;
  readonly difference: (node: Node) => Difference;
  /** What is selected in the view. */
  readonly selection: () => readonly Node[];
  readonly tell: (nodes: Node[] | typeof ROOT) => void;
}

export class Redrawing {
  /** What is to be looked at anew. */
  private readonly pending = new Map<QueueHandle, ReadonlySet<JobState>>();
  private wholeIsPending = false;
  private lastQuestion = -Infinity;
  private readonly numbers: MovingNumbers<Node>;

  /** VS Code forgets a part of the selection when it is told of more while it still draws. */
  private readonly turns = new OneAtATime(() => (this.wholeIsPending ? this.redrawWhole() : this.redrawPending()));

  constructor(private readonly options: RedrawingOptions) {
    this.numbers = new MovingNumbers({ differenceOf: options.difference, late: () => void this.turns.ask() });
  }

  add(queue: QueueHandle, states: readonly JobState[]): void {
    if (states.length === 0) return;
    this.pending.set(queue, new Set([...(this.pending.get(queue) ?? []), ...states]));
    void this.turns.ask();
  }

  /** All there is, because there may be other roots. */
  addAll(): void {
    this.wholeIsPending = true;
    void this.turns.ask();
  }

  /** VS Code wants to know about a row, or which rows there are. */
  asked(): void {
    this.lastQuestion = Date.now();
  }

  /** The mouse rests on a row, whose tooltip is to be read. */
  rested(node: Node): void {
    this.numbers.rested(node);
  }

  dispose(): void {
    this.numbers.dispose();
  }

  private async redrawWhole(): Promise<void> {
    this.wholeIsPending = false;
    this.pending.clear();
    this.options.tell(ROOT);
    await this.drawn();
  }

  private async redrawPending(): Promise<void> {
    const changes = new Map(this.pending);
    this.pending.clear();
    const { replaced, kept } = await this.options.update(changes);
    const nodes = [...replaced, ...this.numbers.due(kept)];
    if (nodes.length === 0) return;
    const known = nodes.filter((node) => node !== ROOT);
    const isReplaced = known.length < nodes.length || known.some(({ kind }) => kind === "state");
    const isWhole = known.length < nodes.length || (isReplaced && this.selectionSpansStates());
    this.options.tell(isWhole ? ROOT : known);
    if (isReplaced) await this.drawn();
    // Rows that were selected while VS Code drew are known only now.
    if (isReplaced && !isWhole && this.selectionSpansStates()) await this.redrawWhole();
  }

  private async drawn(): Promise<void> {
    for (let rest = FIRST_QUESTION_AFTER; rest > 0; rest = this.lastQuestion + QUIET_FOR - Date.now()) {
      await delay(rest);
    }
  }

  /**
   * Where VS Code puts rows in the place of others, it no longer shows as selected what stands below the first of them that
   * is selected, unless that is put in its place as well (`Trait.splice` of its list). It does so again once all is drawn.
   */
  private selectionSpansStates(): boolean {
    return new Set(this.options.selection().map(topOf)).size > 1;
  }
}
