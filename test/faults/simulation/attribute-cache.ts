/**
 * What one client of a network file system takes for true without asking: a listing that it has read, a name that it has
 * looked up, found or not found. It asks anew when enough was changed since, or when it changed the directory itself.
 *
 * So do those of Linux: what is known of names holds until the directory is found to have changed (nfs(5), `lookupcache`),
 * which is asked after `acdirmax` at the latest, and told in the reply to each change of one's own, by what the directory
 * was before (RFC 1813, `wcc_data`; RFC 7530, `change_info4`). To open a file is no such question (`nfs_lookup_verify_inode`
 * in fs/nfs/dir.c): it asks for the attributes of the file behind the name, and NFS 4.1 opens that file. Only NFS 4.0 asks
 * for the name, which nobody may build on.
 */
import type { Inode } from "./simulated-disk.js";
import { parentOf } from "./simulated-disk.js";

interface Known<T> {
  readonly value: T;
  readonly until: number;
}

export class AttributeCache {
  private readonly listings = new Map<string, Known<readonly string[]>>();
  private readonly lookups = new Map<string, Known<Inode | undefined>>();

  /** `lag`: how many changes of others it may miss. `clock` counts all changes. */
  constructor(
    private readonly lag: number,
    private readonly clock: () => number,
  ) {}

  list(path: string, ask: () => readonly string[]): readonly string[] {
    return this.remembered(this.listings, path, ask);
  }

  lookUp(path: string, ask: () => Inode | undefined): Inode | undefined {
    return this.remembered(this.lookups, path, ask);
  }

  /** The client has changed something there itself; with the reply it learns that the directory is another. */
  forget(path: string): void {
    const parent = parentOf(path);
    this.listings.delete(parent);
    for (const known of this.lookups.keys()) if (parentOf(known) === parent) this.lookups.delete(known);
  }

  private remembered<T>(known: Map<string, Known<T>>, path: string, ask: () => T): T {
    const now = this.clock();
    const before = known.get(path);
    if (before !== undefined && now < before.until) return before.value;
    const value = ask();
    known.set(path, { value, until: now + this.lag });
    return value;
  }
}
