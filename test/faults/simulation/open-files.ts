/** The open files of one process, and what each call of it does on a disk that answers truthfully and at once. */
import { constants } from "node:fs";
import { systemError, type Attributes, type Call, type Value } from "./calls.js";
import { copyOf, NoSuchThing, type Inode, type SimulatedDisk } from "./simulated-disk.js";

const { O_CREAT, O_EXCL, O_TRUNC } = constants;

export class OpenFiles {
  /** By the number of the descriptor. A file stays open when its name goes to another, or away. */
  readonly files = new Map<number, Inode>();

  /** `owner`: whose locks it takes. */
  constructor(
    private readonly disk: SimulatedDisk,
    private readonly owner = "somebody",
  ) {}

  /** The same of a copy of the disk. */
  copy(disk: SimulatedDisk, copies: Map<Inode, Inode>): OpenFiles {
    const copy = new OpenFiles(disk, this.owner);
    for (const [file, inode] of this.files) copy.files.set(file, copyOf(inode, copies));
    return copy;
  }

  /** @throws as the operating system does */
  perform(call: Call): Value {
    try {
      return this.execute(call);
    } catch (error) {
      throw error instanceof NoSuchThing ? systemError(error.code, call) : error;
    }
  }

  /** Opens a file that was found before, under whatever name it has now. */
  open(inode: Inode): number {
    let file = 3;
    while (this.files.has(file)) file++;
    this.files.set(file, inode);
    return file;
  }

  private execute(call: Call): Value {
    const { disk } = this;
    switch (call.name) {
      case "open":
        return this.open(this.find(call.path, call.flags));
      case "close":
        return void this.files.delete(call.file);
      case "fstat":
        return attributesOf(this.at(call.file));
      case "read":
        return this.fileAt(call.file).data;
      case "sync":
        return void disk.sync(this.at(call.file));
      case "lock":
        return this.lock(call.file);
      case "unlock":
        this.fileAt(call.file).lockedBy = undefined;
        return undefined;
      case "write":
        return this.write(call.file, call.bytes, call.position);
      case "truncate":
        return this.truncate(call.file, call.length);
      case "stat": {
        const inode = disk.find(call.path);
        return inode && attributesOf(inode);
      }
      case "list":
        return disk.list(call.path);
      case "unlink":
        return void disk.unlink(call.path);
      case "rmdir":
        return void disk.removeDirectory(call.path);
      case "mkdir":
        return void disk.makeDirectory(call.path, call);
      case "rename":
        return void disk.rename(call.path, call.to);
      case "link":
        return void disk.link(call.path, call.to);
    }
  }

  private find(path: string, flags: number): Inode {
    const inode = this.disk.find(path);
    if (inode === undefined) {
      if ((flags & O_CREAT) === 0) throw new NoSuchThing("ENOENT");
      return this.disk.createFile(path);
    }
    if ((flags & O_EXCL) !== 0) throw new NoSuchThing("EEXIST");
    if ((flags & O_TRUNC) !== 0 && inode.kind === "file") inode.data = "";
    return inode;
  }

  private at(file: number): Inode {
    const inode = this.files.get(file);
    if (inode === undefined) throw new Error(`Descriptor ${file} is not open.`);
    return inode;
  }

  private fileAt(file: number) {
    const inode = this.at(file);
    if (inode.kind === "directory") throw new NoSuchThing("EISDIR");
    return inode;
  }

  private write(file: number, bytes: string, position: number): number {
    const inode = this.fileAt(file);
    const { data } = inode;
    inode.data = data.slice(0, position).padEnd(position, "\0") + bytes + data.slice(position + bytes.length);
    inode.modified = Date.now();
    return bytes.length;
  }

  private truncate(file: number, length: number): undefined {
    const inode = this.fileAt(file);
    inode.data = inode.data.slice(0, length).padEnd(length, "\0");
  }

  /** As flock that does not wait: false while another has it. */
  private lock(file: number): boolean {
    const inode = this.fileAt(file);
    if (inode.lockedBy !== undefined && inode.lockedBy !== this.owner) return false;
    inode.lockedBy = this.owner;
    return true;
  }
}

export function attributesOf(inode: Inode): Attributes {
  if (inode.kind === "directory") return { kind: "directory", size: 0, links: 1, inode: inode.inode, modified: 0 };
  const { data, links, modified } = inode;
  return { kind: "file", size: data.length, links, inode: inode.inode, modified };
}
