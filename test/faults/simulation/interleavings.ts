/**
 * Every order in which several processes can make their calls. A process is a function of the replies that it got: it is
 * run from its beginning with those, and stopped at the next call. So the core's own code is stepped as it is. States that
 * are the same, of the disk and of what each process knows, are explored once, and orders are counted as paths to them.
 */
import { createHash } from "node:crypto";
import { replyOf, type Call, type Reply } from "./calls.js";
import { OpenFiles } from "./open-files.js";
import type { SimulatedDisk } from "./simulated-disk.js";
import { type Inode } from "./simulated-disk.js";

export type Step = { readonly kind: "call"; readonly call: Call } | { readonly kind: "end"; readonly what: string };

export interface Process {
  readonly name: string;
  /** What it does after these replies. */
  next(replies: readonly Reply[]): Step;
}

/** A process that has come to its end, and how. */
export interface Ended {
  readonly what: string;
  readonly replies: readonly Reply[];
}

export interface EndState {
  readonly disk: SimulatedDisk;
  readonly files: readonly OpenFiles[];
  readonly ends: readonly Ended[];
  /** Whose call it was, one letter for each: what leads here. */
  readonly order: string;
}

export interface Exploration {
  readonly interleavings: bigint;
  readonly states: number;
}

/** What one process has learned so far. */
class Knowledge {
  private readonly children = new Map<string, Knowledge>();
  readonly step: Step;

  constructor(
    readonly process: Process,
    readonly number: () => number,
    readonly replies: readonly Reply[] = [],
  ) {
    this.step = process.next(replies);
    this.id = this.step.kind === "end" ? this.step.what : number();
  }

  /** Two that have ended in the same way are the same. */
  readonly id: number | string;

  after(reply: Reply): Knowledge {
    const key = keyOf(reply);
    const child = this.children.get(key) ?? new Knowledge(this.process, this.number, [...this.replies, reply]);
    this.children.set(key, child);
    return child;
  }
}

interface State {
  readonly disk: SimulatedDisk;
  readonly files: readonly OpenFiles[];
  readonly known: readonly Knowledge[];
  readonly order: string;
  paths: bigint;
}

/** `isShared`: whether others can touch what a call is about; the order of all other calls makes no difference. */
export function explore(
  disk: SimulatedDisk,
  processes: readonly Process[],
  { isShared, atEnd }: { readonly isShared: (call: Call) => boolean; readonly atEnd: (end: EndState) => void },
): Exploration {
  let numbers = 0;
  const known = processes.map((process) => new Knowledge(process, () => numbers++));
  const files = processes.map(({ name }) => new OpenFiles(disk, name));
  let layer = new Map<string, State>([["", { disk, files, known, order: "", paths: 1n }]]);
  let [interleavings, states] = [0n, 0];
  while (layer.size > 0) {
    const next = new Map<string, State>();
    for (const state of layer.values()) {
      states++;
      const successors = processes.flatMap((_process, index) => stepOf(state, index, isShared) ?? []);
      if (successors.length === 0) {
        interleavings += state.paths;
        atEnd({ ...state, ends: state.known.map(endOf) });
      }
      for (const successor of successors) {
        const key = fingerprint(successor);
        const same = next.get(key);
        if (same === undefined) next.set(key, successor);
        else same.paths += successor.paths;
      }
    }
    layer = next;
  }
  return { interleavings, states };
}

/** The next shared call of one process, and what it does alone after it. Undefined when it has ended. */
function stepOf(before: State, index: number, isShared: (call: Call) => boolean): State | undefined {
  let knowledge = before.known[index];
  if (knowledge?.step.kind !== "call") return undefined;
  const copies = new Map<Inode, Inode>();
  const disk = before.disk.copy(copies);
  const files = before.files.map((each) => each.copy(disk, copies));
  let hasShared = false;
  while (knowledge.step.kind === "call") {
    const { call }: { readonly call: Call } = knowledge.step;
    if (isShared(call)) {
      if (hasShared) break;
      hasShared = true;
    }
    knowledge = knowledge.after(replyOf(() => files[index]?.perform(call)));
  }
  const known = before.known.with(index, knowledge);
  return { disk, files, known, order: `${before.order}${knowledge.process.name[0]}`, paths: before.paths };
}

function endOf({ step, replies, process }: Knowledge): Ended {
  if (step.kind !== "end") throw new Error(`${process.name} waits for ever.`);
  return { what: step.what, replies };
}

/** Numbers of inodes and times differ by the order alone. */
function keyOf(reply: Reply): string {
  if ("error" in reply) return reply.error;
  return (
    JSON.stringify(reply.value, (name, value: unknown) =>
      name === "inode" || name === "modified" ? undefined : value,
    ) ?? ""
  );
}

function fingerprint({ disk, files, known }: State): string {
  const numbers = new Map<Inode, number>();
  const hash = createHash("sha1");
  const add = (name: string, inode: Inode): void => {
    const number = numbers.get(inode);
    hash.update(`${name}\0${number ?? ""}\0`);
    if (number !== undefined) return;
    numbers.set(inode, numbers.size);
    if (inode.kind === "file") hash.update(`${inode.data}\0${inode.lockedBy ?? ""}\0`);
    else for (const [child, below] of [...inode.entries].sort(([a], [b]) => (a < b ? -1 : 1))) add(child, below);
    hash.update("\x01");
  };
  add("/", disk.root);
  for (const each of files) for (const [file, inode] of each.files) add(String(file), inode);
  for (const { id } of known) hash.update(`${id}\0`);
  return hash.digest("base64");
}
