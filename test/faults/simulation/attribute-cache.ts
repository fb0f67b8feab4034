/**
 * What one client of a network file system takes for true without asking: a listing that it has read, a name that it has
 * looked up. It asks anew when enough was changed since, or when it changed something there itself.
 *
 * Those of NFS on Linux remember also that there is no such name. What they know of names holds until the directory is
 * found to have changed (nfs(5), `lookupcache`), which is asked after `acdirmax` at the latest, and told in the reply to
 * each change of one's own, by what the directory was before (RFC 1813, `wcc_data`; RFC 7530, `change_info4`). To open a
 * file is no such question (`nfs_lookup_verify_inode` in fs/nfs/dir.c): it asks for the attributes of the file behind the
 * name, and NFS 4.1 opens that file. Only NFS 4.0 asks for the name, which nobody may build on.
 *
 * sshfs (cache.c) remembers for 20 s, and only names that there are. When a change of its own has gone well, it forgets no
 * more than the names in question. It opens a file by its name.
 */
import type { Inode } from "./simulated-disk.js";
import { parentOf } from "./simulated-disk.js";

export type NetworkFileSystem = "nfs" | "sshfs";

interface Known<T> {
  readonly value: T;
  readonly until: number;
}

export class AttributeCache {
  private readonly listings = new Map<string, Known<readonly string[]>>();
  private readonly lookups = new Map<string, Known<Inode | undefined>>();

  /** `lag`: how many changes of others it may miss. `clock` counts all changes. */
  constructor(
    private readonly kind: NetworkFileSystem,
    private readonly lag: number,
    private readonly clock: () => number,
  ) {}

  list(path: string, ask: () => readonly string[]): readonly string[] {
    return this.remembered(this.listings, path, ask);
  }

  lookUp(path: string, ask: () => Inode | undefined): Inode | undefined {
    return this.remembered(this.lookups, path, ask);
  }

  /** The client has changed something there itself; with the reply, one of NFS learns that the directory is another. */
  forget(path: string): void {
    const parent = parentOf(path);
    this.listings.delete(parent);
    this.lookups.delete(path);
    if (this.kind === "sshfs") return;
    for (const known of this.lookups.keys()) if (parentOf(known) === parent) this.lookups.delete(known);
  }

  private remembered<T>(known: Map<string, Known<T>>, path: string, ask: () => T): T {
    const now = this.clock();
    const before = known.get(path);
    if (before !== undefined && now < before.until) return before.value;
    const value = ask();
    if (value === undefined && this.kind === "sshfs") return value;
    known.set(path, { value, until: now + this.lag });
    return value;
  }
}
