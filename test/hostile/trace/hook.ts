/**
 * Loaded before a program (`node --require`), also into its threads: writes down every call of node:fs that opens,
 * lists, watches or changes a path, and every program that is started. A line of JSON for each, in the file that
 * DIRQ_TEST_TRACE names. Where a path really leads is found out before the call, for afterwards it may be gone.
 */
import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import type { Call } from "./call.js";

type Anything = (...args: unknown[]) => unknown;
type Described = Omit<Call, "name" | "path" | "real" | "isLink">;

/** What a call does with each of its leading arguments that are paths. */
type Effects = readonly Call["effect"][];

const EFFECTS: Readonly<Record<string, Effects>> = {
  opendir: ["open"],
  readFile: ["open"],
  readdir: ["open"],
  watch: ["open"],
  watchFile: ["open"],
  createReadStream: ["open"],
  appendFile: ["write"],
  createWriteStream: ["write"],
  truncate: ["write"],
  writeFile: ["write"],
  chmod: ["write"],
  chown: ["write"],
  utimes: ["write"],
  copyFile: ["open", "write"],
  cp: ["open", "write"],
  lchown: ["change"],
  link: ["change", "change"],
  lutimes: ["change"],
  mkdir: ["change"],
  mkdtemp: ["change"],
  rename: ["change", "change"],
  rm: ["change"],
  rmdir: ["change"],
  symlink: ["look", "change"],
  unlink: ["change"],
};

const { appendFileSync, lstatSync } = fs;
const realpath = fs.realpathSync.native;
const { O_CREAT, O_NOFOLLOW, O_RDWR, O_WRONLY } = fs.constants;

let busy = false;

function note(call: Call): void {
  const file = process.env["DIRQ_TEST_TRACE"];
  const wasBusy = busy;
  busy = true;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(call)}\n`);
  busy = wasBusy;
}

/** What is asked of the file system to write a call down is not itself written down. */
function observed(name: string, args: readonly unknown[], effects: Effects, more: Partial<Described> = {}): void {
  if (busy) return;
  busy = true;
  try {
    effects.forEach((effect, index) => {
      const given = pathOf(args[index]);
      if (given !== undefined) note({ name, effect, path: given, ...whereItLeads(given), ...more });
    });
  } finally {
    busy = false;
  }
}

function pathOf(argument: unknown): string | undefined {
  if (typeof argument === "string") return path.resolve(argument);
  if (argument instanceof Uint8Array) return path.resolve(Buffer.from(argument).toString());
  return argument instanceof URL ? path.resolve(argument.pathname) : undefined;
}

/** The real folder of a path with the path's last name; of a folder that is not there, the nearest that is. */
function whereItLeads(given: string): Pick<Call, "real" | "isLink"> {
  const isLink = isLinkAt(given);
  for (let folder = path.dirname(given); ; folder = path.dirname(folder)) {
    try {
      return { real: path.join(realpath(folder), path.relative(folder, given)), isLink };
    } catch {
      if (folder === path.dirname(folder)) return { real: given, isLink };
    }
  }
}

function isLinkAt(given: string): boolean {
  try {
    return lstatSync(given, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    // Its parent is no folder, or its name is too long: nothing can be opened by it.
    return false;
  }
}

function wrap(owner: Record<string, unknown>, name: string, before: (args: readonly unknown[]) => void): void {
  const original = owner[name];
  if (typeof original !== "function") return;
  const wrapped: Anything = function (this: unknown, ...args) {
    before(args);
    return (original as Anything).apply(this, args);
  };
  owner[name] = Object.assign(wrapped, original);
}

/** How an `open` opens: flags may be given as text. */
function openEffect(flags: unknown): Partial<Described> & { readonly effect: Call["effect"] } {
  if (typeof flags === "string")
    return { effect: /[wa+]/.test(flags) ? "write" : "open", exclusive: flags.includes("x") };
  const bits = typeof flags === "number" ? flags : 0;
  return {
    effect: (bits & (O_WRONLY | O_RDWR | O_CREAT)) === 0 ? "open" : "write",
    noFollow: (bits & O_NOFOLLOW) !== 0,
  };
}

function install(owner: Record<string, unknown>, ending: string): void {
  for (const [name, effects] of Object.entries(EFFECTS)) {
    wrap(owner, name + ending, (args) => observed(name, args, effects));
  }
  wrap(owner, `open${ending}`, (args) => {
    const { effect, ...how } = openEffect(args[1]);
    observed("open", args, [effect], how);
  });
}

install(fs, "Sync");
install(fs, "");
install(fs.promises, "");
for (const name of ["spawn", "spawnSync", "execFile", "execFileSync", "fork", "exec", "execSync"]) {
  wrap(childProcess, name, ([program, words]) =>
    note({
      name,
      effect: "start",
      path: String(program),
      real: Array.isArray(words) ? words.join(" ") : "",
      isLink: false,
    }),
  );
}
syncBuiltinESMExports();
