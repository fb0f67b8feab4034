import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { closeSync } from "node:fs";
import type { Readable } from "node:stream";
import { openOutputPipe } from "./output-pipe.js";

export interface PipedChild {
  readonly child: ChildProcess;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly outputs: readonly string[];
}

/** Starts a program without input whose output is read here: through real pipes, or else through what Node has. */
export function spawnIntoPipes(
  program: string,
  args: readonly string[],
  options: Omit<SpawnOptions, "stdio">,
): PipedChild {
  const [out, err] = [openOutputPipe(), openOutputPipe()];
  const pipes = [out, err].filter((pipe) => pipe !== undefined);
  try {
    const child = spawn(program, args, {
      ...options,
      stdio: ["ignore", out?.writeEnd ?? "pipe", err?.writeEnd ?? "pipe"],
    });
    const stdout = out?.reader ?? child.stdout;
    const stderr = err?.reader ?? child.stderr;
    // Nobody will read them then, and unread they would stay open.
    if (child.pid === undefined) for (const pipe of pipes) pipe.reader.destroy();
    if (stdout === null || stderr === null) throw new Error("Node gave no stream for the output of the child process");
    return { child, stdout, stderr, outputs: pipes.map((pipe) => pipe.path) };
  } catch (error) {
    for (const pipe of pipes) pipe.reader.destroy();
    throw error;
  } finally {
    // The child has its own by now; as long as this one is open the output would never end.
    for (const pipe of pipes) closeSync(pipe.writeEnd);
  }
}
