/**
 * What a power cut leaves of a disk. What was synced is there, and can be found: its name is there too, up to the root, as
 * ext4, xfs and btrfs keep it. Of all else anything may be missing: contents (whole, half, none, or as they were), and
 * changes of names; but a rename is there at both ends or at neither.
 */
import type { Assignment, Directory, Inode, Journal, SimulatedDisk } from "./simulated-disk.js";

type Change = readonly Assignment[];

/** A whole number from 0 to below the limit. */
export type Choose = (limit: number) => number;

export interface PowerOptions {
  /** Changes are kept in their order, as in a journal; otherwise a later one may be there and an earlier one not. */
  readonly ordered: boolean;
}

export class Power implements Journal {
  private pending: Change[] = [];
  private readonly durable = new Map<Directory, Map<string, Inode>>();

  constructor(private readonly options: PowerOptions) {}

  changed(assignments: Change): void {
    this.pending.push(assignments);
  }

  synced(synced: Inode): void {
    const lost: Change[] = [];
    const needed: Change[] = [];
    const onTheWay = new Set([synced]);
    // Backwards: what a change needs came before it.
    for (const change of this.pending.toReversed()) {
      const isNeeded =
        this.options.ordered ||
        change.some(({ directory, after }) => directory === synced || (after && onTheWay.has(after))) ||
        needed.some((later) => dependsOn(later, change));
      if (isNeeded) {
        needed.unshift(change);
        for (const { directory } of change) onTheWay.add(directory);
      } else lost.unshift(change);
    }
    for (const change of needed) this.persist(change);
    this.pending = lost;
  }

  /** Ends everything that was not safe. Whoever had files open there must be dead, too. */
  cut(disk: SimulatedDisk, choose: Choose): void {
    const kept = this.options.ordered ? this.firstOf(choose) : this.someOf(choose);
    for (const change of kept) this.persist(change);
    this.pending = [];
    this.restore(disk.root, choose, new Set());
  }

  private firstOf(choose: Choose): Change[] {
    return this.pending.slice(0, choose(this.pending.length + 1));
  }

  private someOf(choose: Choose): Change[] {
    const lost: Change[] = [];
    return this.pending.filter((change) => {
      const isLost = choose(2) === 0 || lost.some((earlier) => dependsOn(change, earlier));
      if (isLost) lost.push(change);
      return !isLost;
    });
  }

  private persist(change: Change): void {
    for (const { directory, name, after } of change) {
      const entries = this.entriesOf(directory);
      if (after === undefined) entries.delete(name);
      else entries.set(name, after);
    }
  }

  private entriesOf(directory: Directory): Map<string, Inode> {
    const entries = this.durable.get(directory) ?? new Map<string, Inode>();
    this.durable.set(directory, entries);
    return entries;
  }

  private restore(directory: Directory, choose: Choose, seen: Set<Inode>): void {
    directory.entries.clear();
    for (const [name, inode] of this.entriesOf(directory)) {
      directory.entries.set(name, inode);
      if (inode.kind === "directory") this.restore(inode, choose, seen);
      else {
        if (!seen.has(inode)) Object.assign(inode, { links: 0, data: contentsAfterwards(inode, choose) });
        inode.synced = inode.data;
        inode.links++;
        inode.lockedBy = undefined;
      }
      seen.add(inode);
    }
  }
}

/** Whether a later change would make no sense without an earlier one. */
function dependsOn(later: Change, earlier: Change): boolean {
  return later.some((b) =>
    earlier.some(
      (a) =>
        (a.directory === b.directory && a.name === b.name) ||
        a.after === b.directory ||
        [a.before, a.after].some((inode) => inode !== undefined && (inode === b.before || inode === b.after)),
    ),
  );
}

function contentsAfterwards({ data, synced }: { data: string; synced: string }, choose: Choose): string {
  if (data === synced) return data;
  return [data, synced, "", data.slice(0, data.length / 2)][choose(4)] ?? "";
}
