/** What a program, and all that it starts, asked the system for: written down by strace, read here. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Calls that start something, or that make or change a file. `?`: not every machine has each of them. */
const CALLS = [
  ...["execve", "execveat", "clone", "clone3", "fork", "vfork"],
  ...["open", "openat", "openat2", "creat", "truncate", "ftruncate", "mknod", "mknodat"],
  ...["rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"],
  ...["link", "linkat", "symlink", "symlinkat", "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat"],
  ...["utime", "utimes", "utimensat", "futimesat", "setxattr", "lsetxattr", "fsetxattr", "connect"],
]
  .map((name) => `?${name}`)
  .join();

/** To stand before a command; each thread's calls get a file of their own, `<file>.<thread>`. */
export function tracing(file: string): readonly string[] {
  return ["strace", "-ff", "--seccomp-bpf", "-qq", "-y", "-s", "4096", "-e", `trace=${CALLS}`, "-o", file, "--"];
}

/** Why nothing can be traced here; undefined where it can. */
export function whyNoTracing(): string | undefined {
  const { status, error } = spawnSync("strace", ["-f", "-qq", "-o", "/dev/null", "true"]);
  return status === 0 ? undefined : `strace cannot be used here (${error?.message ?? `exit code ${status}`})`;
}

/** One process or thread. */
export interface Traced {
  readonly id: string;
  /** The program and its words, where it is a process that was given one; else its parent's. */
  readonly command: readonly string[] | undefined;
  /** One line for each call, as strace writes it. */
  readonly calls: readonly string[];
  readonly children: readonly string[];
}

export function readTrace(file: string): ReadonlyMap<string, Traced> {
  const prefix = `${path.basename(file)}.`;
  const names = readdirSync(path.dirname(file)).filter((name) => name.startsWith(prefix));
  return new Map(
    names.map((name) => {
      const id = name.slice(prefix.length);
      const calls = readFileSync(path.join(path.dirname(file), name), "utf8").split("\n");
      return [id, { id, command: commandIn(calls), calls, children: calls.flatMap(childIn) }];
    }),
  );
}

/** A process with its threads, without the processes that it started. */
export function threadsOf(trace: ReadonlyMap<string, Traced>, process: Traced): readonly Traced[] {
  const children = process.children.flatMap((id) => trace.get(id) ?? []);
  return [
    process,
    ...children.filter(({ command }) => command === undefined).flatMap((each) => threadsOf(trace, each)),
  ];
}

/** All that a process started, and what that started, but for what is to be passed over. */
export function startedBy(
  trace: ReadonlyMap<string, Traced>,
  process: Traced,
  passedOver: (command: readonly string[]) => boolean,
): readonly Traced[] {
  const children = process.children.flatMap((id) => trace.get(id) ?? []);
  return children
    .filter(({ command }) => command === undefined || !passedOver(command))
    .flatMap((child) => [...(child.command === undefined ? [] : [child]), ...startedBy(trace, child, passedOver)]);
}

const READS = /^open(?:at2?)?\((?!.*(?:O_WRONLY|O_RDWR|O_CREAT|O_TRUNC))/;
const NO_CHANGE = /^(?:execve|execveat|clone3?|v?fork|connect|\+\+\+|---)/;

/** The paths that it tried to make or change, whether it could or not. */
export function changesOf({ calls }: Traced): readonly string[] {
  const changing = calls.filter((call) => call !== "" && !READS.test(call) && !NO_CHANGE.test(call));
  return changing.map((call) => pathIn(call) ?? call);
}

/** The paths that it opened, to whatever end. */
export function openedBy({ calls }: Traced): readonly string[] {
  return calls.filter((call) => call.startsWith("open")).flatMap((call) => pathIn(call) ?? []);
}

function commandIn(calls: readonly string[]): readonly string[] | undefined {
  const call = calls.findLast((each) => each.startsWith("execve(") && each.endsWith(" = 0"));
  const words = /^execve\(.*?, \[(.*)\], 0x/.exec(call ?? "")?.[1];
  return words === undefined ? undefined : [...words.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = ""]) => word);
}

function childIn(call: string): string[] {
  const id = /^(?:clone3?|v?fork)\(.* = (\d+)(?:<[^>]*>)?$/.exec(call)?.[1];
  return id === undefined ? [] : [id];
}

/** Of a descriptor the path that it stands for. */
function pathIn(call: string): string | undefined {
  return /"((?:[^"\\]|\\.)*)"/.exec(call)?.[1] ?? /^\w+\(\d+<([^>]*)>/.exec(call)?.[1];
}
