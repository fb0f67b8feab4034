/**
 * The jobs that a search found, in the order that was asked for. A few that change are taken out and put in where they
 * belong: to sort half a million jobs takes more than a second, in which nothing else is answered.
 */
import type { SortKey } from "./live-queue.js";
import { compareRanks, ranked, type Rank } from "./sort-rows.js";
import { areFew, byNameFalling, changedOneByOne, type Comparison } from "./sorted-names.js";

/** Where the ranks are the same, or nothing was asked for. */
export interface DefaultOrder {
  /** All jobs of the state, also those that were not found. */
  readonly ids: () => readonly string[];
  /** Whether it is that of falling ids, so that two of them tell which comes first. */
  readonly falls: boolean;
}

export class RankedIds {
  private readonly ranks = new Map<string, Rank>();
  private ordered: readonly string[] | undefined;
  /** Ids that are in `ordered` and not any more in `ranks`, or with another rank; and the rank by which they stand there. */
  private readonly gone = new Map<string, Rank>();
  /** Ids that are in `ranks` and not yet at their place in `ordered`. */
  private readonly come = new Set<string>();

  constructor(
    private readonly by: SortKey | undefined,
    private readonly otherwise: DefaultOrder,
  ) {}

  get size(): number {
    return this.ranks.size;
  }

  set(id: string, rank: Rank): void {
    if (this.ranks.has(id) && this.ranks.get(id) === rank) return;
    this.delete(id);
    this.ranks.set(id, rank);
    this.come.add(id);
  }

  delete(id: string): void {
    if (!this.ranks.has(id)) return;
    if (!this.come.delete(id)) this.gone.set(id, this.ranks.get(id));
    this.ranks.delete(id);
  }

  clear(): void {
    this.ranks.clear();
    this.forgetOrder();
  }

  /** Jobs changed, and with them perhaps the default order. */
  touch(): void {
    if (!this.otherwise.falls) this.forgetOrder();
  }

  inOrder(): readonly string[] {
    const changes = this.gone.size + this.come.size;
    if (this.ordered !== undefined && changes === 0) return this.ordered;
    const changed =
      this.ordered !== undefined && this.otherwise.falls && areFew(changes, this.ordered)
        ? this.changedOneByOne(this.ordered)
        : this.sortedAnew();
    this.forgetOrder();
    return (this.ordered = changed);
  }

  private forgetOrder(): void {
    this.ordered = undefined;
    this.gone.clear();
    this.come.clear();
  }

  private changedOneByOne(ordered: readonly string[]): readonly string[] {
    const { ranks, gone } = this;
    const before = this.comparison((id) => (gone.has(id) ? gone.get(id) : ranks.get(id)));
    const left = changedOneByOne(ordered, { gone: [...gone.keys()], come: [] }, before);
    const now = this.comparison((id) => ranks.get(id));
    return changedOneByOne(left, { gone: [], come: [...this.come] }, now);
  }

  private comparison(rankOf: (id: string) => Rank): Comparison {
    const { by } = this;
    if (by === undefined) return byNameFalling;
    return (a, b) => compareRanks(rankOf(a), rankOf(b), by) || byNameFalling(a, b);
  }

  private sortedAnew(): readonly string[] {
    const { by, ranks } = this;
    const ids = this.otherwise.ids().filter((id) => ranks.has(id));
    return by === undefined
      ? ids
      : ranked(
          ids.map((id) => [id, ranks.get(id)] as const),
          { by },
        );
  }
}
