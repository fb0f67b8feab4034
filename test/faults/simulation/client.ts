/** One of several machines that use the disk: what it knows may be old, its calls go wrong, it dies. */
import { constants } from "node:fs";
import type { FileSystem } from "../../../src/queue/disk/file-system.js";
import { AttributeCache, type NetworkFileSystem } from "./attribute-cache.js";
import { fileSystemOf, isChange, systemError, type Attributes, type Call, type Value } from "./calls.js";
import { NameNumbers } from "./name-numbers.js";
import { attributesOf, OpenFiles } from "./open-files.js";
import type { Inode, SimulatedDisk } from "./simulated-disk.js";

const { O_CREAT } = constants;

/** What happens instead of, or around, one call. */
export type Trouble =
  /** The process dies before the call, or in the middle of a write. */
  | { readonly kind: "crash" }
  /** The call is not made. */
  | { readonly kind: "fails"; readonly code: string }
  /** The call is made, and said to have failed: `retried` as a server says that gets the same request once more. */
  | { readonly kind: "lies"; readonly code: string }
  /** Something happens elsewhere before the call. */
  | { readonly kind: "meanwhile"; readonly happens: () => void };

/** The process is dead. No error of the system, so that nothing in it takes it for one. */
export class Crash extends Error {}

export interface ClientOptions {
  /** By which it reaches the disk. */
  readonly kind: NetworkFileSystem;
  /** How many changes of others a listing, or a name looked up, may lag behind. 0: everything is true. */
  readonly lag: number;
  /** Counts all changes of the disk. */
  readonly clock: () => number;
}

export class Client {
  readonly fileSystem: FileSystem = fileSystemOf((call) => this.perform(call));
  isDead = false;
  /** Asked before each call. */
  trouble: (call: Call) => Trouble | undefined = () => undefined;

  private readonly kind: NetworkFileSystem;
  private readonly files: OpenFiles;
  private readonly cache: AttributeCache;
  private readonly numbers = new NameNumbers();

  constructor(
    private readonly disk: SimulatedDisk,
    { kind, lag, clock }: ClientOptions,
  ) {
    this.kind = kind;
    this.files = new OpenFiles(disk);
    this.cache = new AttributeCache(kind, lag, clock);
  }

  die(): void {
    this.isDead = true;
  }

  private perform(call: Call): Value {
    this.assertAlive();
    const trouble = this.trouble(call);
    if (trouble === undefined) return this.make(call);
    switch (trouble.kind) {
      case "crash":
        if (call.name === "write") this.make({ ...call, bytes: call.bytes.slice(0, call.bytes.length / 2) });
        this.die();
        throw new Crash();
      case "fails":
        throw systemError(trouble.code, call);
      case "lies":
        this.make(call);
        throw systemError(trouble.code === "retried" ? codeOfRetry(call) : trouble.code, call);
      case "meanwhile":
        trouble.happens();
        this.assertAlive();
        return this.make(call);
    }
  }

  private assertAlive(): void {
    if (this.isDead) throw new Crash();
  }

  private make(call: Call): Value {
    if (isChange(call)) return this.change(call);
    if (call.name === "list") return this.cache.list(call.path, () => this.files.perform(call) as readonly string[]);
    const opensByName = call.name === "open" && this.kind === "sshfs";
    if ((call.name !== "stat" && call.name !== "open") || opensByName) return this.files.perform(call);
    const inode = this.lookUp(call.path);
    if (call.name === "stat") return inode && this.attributes(call.path, inode);
    // Asked for by its handle (close-to-open), a file that others renamed opens all the same; one that they removed does not.
    if (inode === undefined || (inode.kind === "file" && inode.links === 0)) throw systemError("ENOENT", call);
    return this.files.open(inode);
  }

  /**
   * The server is asked, and tells what it did, which the client takes for true from then on; but a name known not to be
   * there is not even sent to it.
   */
  private change(call: Call): Value {
    const isOfOld = call.name === "rename" || call.name === "link" || call.name === "unlink" || call.name === "rmdir";
    if (isOfOld && this.lookUp(call.path) === undefined) throw systemError("ENOENT", call);
    const names = namesIn(call);
    let value: Value;
    try {
      value = this.files.perform(call);
    } catch (error) {
      if (this.kind === "nfs") this.forget(names);
      throw error;
    }
    this.forget(names);
    this.renumber(call);
    for (const name of names) this.lookUp(name);
    return value;
  }

  private renumber(call: Call): void {
    if (call.name === "rename") this.numbers.moved(call.path, call.to);
    if (call.name === "unlink" || call.name === "rmdir") this.numbers.removed(call.path);
  }

  private attributes(path: string, inode: Inode): Attributes {
    const attributes = attributesOf(inode);
    return this.kind === "nfs" ? attributes : { ...attributes, inode: this.numbers.of(path), links: 1 };
  }

  private forget(names: readonly string[]): void {
    for (const name of names) this.cache.forget(name);
  }

  private lookUp(path: string): Inode | undefined {
    return this.cache.lookUp(path, () => this.disk.find(path));
  }
}

function namesIn(call: Call): string[] {
  return [...("path" in call ? [call.path] : []), ...("to" in call ? [call.to] : [])];
}

/** What a server answers to a request that it has executed before, and forgotten. */
function codeOfRetry(call: Call): string {
  if (call.name === "rename" || call.name === "unlink" || call.name === "rmdir") return "ENOENT";
  if (call.name === "mkdir" || call.name === "link") return "EEXIST";
  return call.name === "open" && (call.flags & O_CREAT) !== 0 ? "EEXIST" : "EIO";
}
