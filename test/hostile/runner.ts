/**
 * Runs command lines of the `dirq` that ships one after the other in one process, which is told them over IPC: to start
 * a process for each would take minutes. One is over when its event loop has nothing left to do, as a process is.
 * What would go to the screen is collected.
 */
import fs from "node:fs";
import { dirname } from "node:path";
import tty from "node:tty";
import type { Answer, Errand, Printed } from "./errand.js";

const { writeSync } = fs;
const { isatty } = tty;

let printed: [Buffer[], Buffer[]] = [[], []];
let onTerminal = false;
let done: (() => void) | undefined;

fs.writeSync = (fd: number, data: string | NodeJS.ArrayBufferView, ...rest: unknown[]): number => {
  const pieces = fd === 1 ? printed[0] : fd === 2 ? printed[1] : undefined;
  if (pieces === undefined) return (writeSync as (...all: unknown[]) => number)(fd, data, ...rest);
  const bytes = Buffer.from(data as Uint8Array).subarray((rest[0] as number | undefined) ?? 0);
  pieces.push(Buffer.from(bytes));
  return bytes.length;
};
tty.isatty = (fd) => (fd === 1 || fd === 2 ? onTerminal : isatty(fd));

/** What a program throws here that ends itself: the next runs in the same process. */
const ENDED = new Error("The program has ended.");

process.exit = (code) => {
  process.exitCode = code ?? process.exitCode;
  throw ENDED;
};

async function run(cli: string, args: readonly string[]): Promise<Printed> {
  printed = [[], []];
  process.argv = [process.execPath, cli, ...args];
  process.exitCode = undefined;

  for (const loaded of Object.keys(require.cache)) if (loaded.startsWith(dirname(cli))) delete require.cache[loaded];
  const idle = new Promise<void>((resolve) => (done = resolve));
  // Its channel would keep the event loop busy.
  process.channel?.unref();
  load(cli);
  await idle;
  const [stdout, stderr] = printed.map((pieces) => Buffer.concat(pieces).toString("base64"));
  return { args, code: Number(process.exitCode ?? 0), stdout: stdout ?? "", stderr: stderr ?? "" };
}

function load(cli: string): void {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the program is a script that runs when it is loaded
    require(cli);
  } catch (error) {
    if (error !== ENDED) throw error;
  }
}

async function answer({ cli, cwd, temporary, trace, commandLines, terminal }: Errand): Promise<void> {
  process.chdir(cwd);
  process.env["DIRQ_TEST_TRACE"] = trace;
  process.env["TMPDIR"] = temporary;
  onTerminal = terminal;
  const runs: Printed[] = [];
  for (const args of commandLines) runs.push(await run(cli, args));
  process.channel?.ref();
  process.send?.({ runs } satisfies Answer);
}

// Something to do keeps the process from ending here, before the next command line.
process.on("beforeExit", () => setImmediate(() => done?.()));
process.on("message", (errand: Errand) => void answer(errand));
