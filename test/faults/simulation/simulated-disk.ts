/** A disk in memory that several machines share: inodes under names. All that is asked of it is done, at once and whole. */

export interface File {
  readonly kind: "file";
  readonly inode: number;
  /** Latin-1. */
  data: string;
  /** What of it has been synced: all that is sure to survive a power cut. */
  synced: string;
  /** How many names it has. */
  links: number;
  modified: number;
  /** Who holds Python's lock on it. */
  lockedBy?: string | undefined;
}

export interface Directory {
  readonly kind: "directory";
  readonly inode: number;
  readonly entries: Map<string, Inode>;
}

export type Inode = File | Directory;

/** One name that a change gives to another inode, or takes away. */
export interface Assignment {
  readonly directory: Directory;
  readonly name: string;
  readonly before: Inode | undefined;
  readonly after: Inode | undefined;
}

/** Told of what decides what a power cut leaves. */
export interface Journal {
  /** Names have changed, all of these in one step. */
  changed(assignments: readonly Assignment[]): void;
  synced(inode: Inode): void;
}

const NO_JOURNAL: Journal = { changed: () => undefined, synced: () => undefined };

export class NoSuchThing extends Error {
  constructor(readonly code: "ENOENT" | "ENOTDIR" | "EEXIST" | "EISDIR" | "ENOTEMPTY") {
    super(code);
  }
}

export class SimulatedDisk {
  private inodes = 1;
  constructor(
    private readonly journal: Journal = NO_JOURNAL,
    readonly root: Directory = { kind: "directory", inode: 0, entries: new Map() },
  ) {}

  /** The same once more. `copies` tells which inode became which. */
  copy(copies: Map<Inode, Inode>): SimulatedDisk {
    const copy = new SimulatedDisk(NO_JOURNAL, copyOf(this.root, copies));
    copy.inodes = this.inodes;
    return copy;
  }

  find(path: string): Inode | undefined {
    let here: Inode = this.root;
    for (const name of namesOf(path)) {
      if (here.kind !== "directory") throw new NoSuchThing("ENOTDIR");
      const next = here.entries.get(name);
      if (next === undefined) return undefined;
      here = next;
    }
    return here;
  }

  list(path: string): string[] {
    const directory = this.existing(path);
    if (directory.kind !== "directory") throw new NoSuchThing("ENOTDIR");
    return [...directory.entries.keys()].sort();
  }

  createFile(path: string): File {
    const { directory, name, inode } = this.place(path);
    if (inode !== undefined) throw new NoSuchThing("EEXIST");
    const file: File = { kind: "file", inode: this.inodes++, data: "", synced: "", links: 0, modified: Date.now() };
    this.assign([{ directory, name, before: undefined, after: file }]);
    return file;
  }

  makeDirectory(path: string, { recursive }: { readonly recursive: boolean }): void {
    const parent = parentOf(path);
    if (recursive && parent !== path && this.find(parent) === undefined) this.makeDirectory(parent, { recursive });
    const { directory, name, inode } = this.place(path);
    if (inode !== undefined) {
      if (recursive && inode.kind === "directory") return;
      throw new NoSuchThing("EEXIST");
    }
    const made: Directory = { kind: "directory", inode: this.inodes++, entries: new Map() };
    this.assign([{ directory, name, before: undefined, after: made }]);
  }

  rename(from: string, to: string): void {
    const source = this.place(from);
    const target = this.place(to);
    if (source.inode === undefined) throw new NoSuchThing("ENOENT");
    if (source.inode === target.inode) return;
    if (target.inode !== undefined) assertReplaceable(source.inode, target.inode);
    this.assign([
      { directory: source.directory, name: source.name, before: source.inode, after: undefined },
      { directory: target.directory, name: target.name, before: target.inode, after: source.inode },
    ]);
  }

  link(from: string, to: string): void {
    const file = this.existing(from);
    const { directory, name, inode } = this.place(to);
    if (inode !== undefined) throw new NoSuchThing("EEXIST");
    this.assign([{ directory, name, before: undefined, after: file }]);
  }

  unlink(path: string): void {
    const { directory, name, inode } = this.place(path);
    if (inode === undefined) throw new NoSuchThing("ENOENT");
    if (inode.kind === "directory") throw new NoSuchThing("EISDIR");
    this.assign([{ directory, name, before: inode, after: undefined }]);
  }

  removeDirectory(path: string): void {
    const { directory, name, inode } = this.place(path);
    if (inode === undefined) throw new NoSuchThing("ENOENT");
    if (inode.kind !== "directory") throw new NoSuchThing("ENOTDIR");
    if (inode.entries.size > 0) throw new NoSuchThing("ENOTEMPTY");
    this.assign([{ directory, name, before: inode, after: undefined }]);
  }

  sync(inode: Inode): void {
    if (inode.kind === "file") inode.synced = inode.data;
    this.journal.synced(inode);
  }

  private existing(path: string): Inode {
    const inode = this.find(path);
    if (inode === undefined) throw new NoSuchThing("ENOENT");
    return inode;
  }

  private place(path: string): { directory: Directory; name: string; inode: Inode | undefined } {
    const directory = this.existing(parentOf(path));
    if (directory.kind !== "directory") throw new NoSuchThing("ENOTDIR");
    const name = path.slice(path.lastIndexOf("/") + 1);
    return { directory, name, inode: directory.entries.get(name) };
  }

  private assign(assignments: readonly Assignment[]): void {
    for (const { directory, name, before, after } of assignments) {
      if (after === undefined) directory.entries.delete(name);
      else directory.entries.set(name, after);
      if (before?.kind === "file") before.links--;
      if (after?.kind === "file") after.links++;
    }
    this.journal.changed(assignments);
  }
}

export function copyOf<T extends Inode>(inode: T, copies: Map<Inode, Inode>): T {
  const known = copies.get(inode);
  if (known !== undefined) return known as T;
  const copy = { ...inode };
  copies.set(inode, copy);
  if (copy.kind === "directory") {
    const entries = [...copy.entries].map(([name, child]) => [name, copyOf(child, copies)] as const);
    Object.assign(copy, { entries: new Map(entries) });
  }
  return copy;
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function namesOf(path: string): string[] {
  return path.split("/").filter((name) => name !== "");
}

function assertReplaceable(source: Inode, target: Inode): void {
  if (target.kind === "file" && source.kind === "directory") throw new NoSuchThing("ENOTDIR");
  if (target.kind === "directory" && source.kind === "file") throw new NoSuchThing("EISDIR");
  if (target.kind === "directory" && target.entries.size > 0) throw new NoSuchThing("ENOTEMPTY");
}
