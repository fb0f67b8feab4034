/** A whole text file, or standard input. */
import { readFileSync, statSync } from "node:fs";
import { CommandError } from "../trouble.js";
import { readStandardInput } from "./standard-input.js";

/** @throws CommandError where there is no file, and for what is no UTF-8: a value would not arrive as it is */
export async function readTextFile(path: string): Promise<string> {
  const bytes = path === "-" ? await readStandardInput() : readFile(path);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError(`Cannot read ${path === "-" ? "standard input" : path}: it is not UTF-8 text.`);
  }
}

function readFile(path: string): Buffer {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new CommandError(`Cannot read ${path}: there is no such file.`);
  // The system's own words for a directory do not say which.
  if (found.isDirectory()) throw new CommandError(`Cannot read ${path}: it is a directory.`);
  return readFileSync(path);
}
