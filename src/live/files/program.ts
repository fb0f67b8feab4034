/** A file as something that can be run: whether it can run by itself, and what it names to run it. */
import { realpathSync } from "node:fs";
import { isGone } from "../../queue/index.js";
import type { Program } from "../live-queue.js";
import { withFile } from "../logs/bounded-file.js";

/** A longer first line is none that a system would read. */
const HEAD = 512;

/** Undefined where there is no file. Links are followed: whoever asks has chosen the file. */
export function readProgram(path: string): Program | undefined {
  const file = realPath(path);
  if (file === undefined) return undefined;
  return withFile(file, ({ stat, read }) => {
    const head = read(0, HEAD);
    const [, shebang] = /^#!([^\n]*)\n?/.exec(head.toString("utf8")) ?? [];
    const command = shebang?.trim() ?? "";
    return {
      executable: (stat.mode & 0o111) !== 0,
      binary: head.includes(0),
      ...(command === "" ? {} : { shebang: command }),
    };
  });
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
