/**
 * The jobs that a search found, in the order that was asked for. All are listed in one piece and sorted in many, between
 * which questions are answered; a few that change are taken out and put in where they belong.
 */
import type { SortKey } from "../live-queue.js";
import { compareRanks, type Rank } from "./sort-rows.js";
import { sortedInTurns } from "./sorted-in-turns.js";
import { areFew, byNameFalling, changedOneByOne, type Comparison } from "./sorted-names.js";

/** Where the ranks are the same, or nothing was asked for. */
export interface DefaultOrder {
  /** All jobs of the state, also those that were not found. */
  readonly ids: () => readonly string[];
  /** Whether it is that of falling ids, so that two of them tell which comes first. */
  readonly falls: boolean;
}

/** While jobs change faster than they are sorted, the last time is in one piece. */
const MOST_SORTS = 3;

interface Ranked {
  readonly id: string;
  readonly rank: Rank;
}

export class RankedIds {
  private readonly ranks = new Map<string, Rank>();
  private ordered: readonly string[] | undefined;
  /** Ids that are in `ordered` and not any more in `ranks`, or with another rank; and the rank by which they stand there. */
  private readonly gone = new Map<string, Rank>();
  /** Ids that are in `ranks` and not yet at their place in `ordered`. */
  private readonly come = new Set<string>();
  /** Another each time that an order is forgotten: what is sorted meanwhile is of no use then. */
  private round = {};
  private sorting: Promise<void> | undefined;

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

  async inOrder(): Promise<readonly string[]> {
    const { by } = this;
    if (by === undefined) return this.inOrderAtOnce();
    for (let sorts = 0; sorts < MOST_SORTS && this.isToBeSorted; sorts++) await (this.sorting ??= this.sort(by));
    return this.inOrderAtOnce();
  }

  inOrderAtOnce(): readonly string[] {
    if (this.ordered !== undefined && this.changes === 0) return this.ordered;
    const changed = this.isToBeSorted ? this.sortedAnew() : this.changedOneByOne(this.ordered ?? []);
    this.forgetOrder();
    return (this.ordered = changed);
  }

  private get isToBeSorted(): boolean {
    const { ordered, changes } = this;
    return ordered === undefined || (changes > 0 && !(this.otherwise.falls && areFew(changes, ordered)));
  }

  private get changes(): number {
    return this.gone.size + this.come.size;
  }

  /** What changes meanwhile is put in afterwards. */
  private async sort(by: SortKey): Promise<void> {
    try {
      const found = this.found();
      this.forgetOrder();
      const { round } = this;
      const sorted = await sortedInTurns(found, (a, b) => compareRanks(a.rank, b.rank, by));
      if (round === this.round) this.ordered = sorted.map(({ id }) => id);
    } finally {
      this.sorting = undefined;
    }
  }

  private forgetOrder(): void {
    this.ordered = undefined;
    this.round = {};
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
    const { by } = this;
    const found = this.found();
    if (by !== undefined) found.sort((a, b) => compareRanks(a.rank, b.rank, by));
    return found.map(({ id }) => id);
  }

  /** In the default order, which stays where ranks are the same. */
  private found(): Ranked[] {
    const { ranks } = this;
    const found: Ranked[] = [];
    // Faster than `flatMap`, of half a million: this is in one piece.
    for (const id of this.otherwise.ids()) if (ranks.has(id)) found.push({ id, rank: ranks.get(id) });
    return found;
  }
}
