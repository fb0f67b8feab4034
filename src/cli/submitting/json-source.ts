/** JSON objects from a file, or line by line from stdin, each kept as it is spelled. */
import { readFileSync, statSync } from "node:fs";
import { JsonText } from "../../queue/index.js";
import { CommandError } from "../trouble.js";
import { readStandardInput } from "./standard-input.js";

/** White space and all, params that fit into a job's file are not longer than this. */
const MAX_BYTES = 16 * 1024 * 1024;

/** An object, and where it was read, for messages: `Line 3 of standard input`. */
export interface JsonEntry {
  readonly params: JsonText;
  readonly from: string;
}

/** Whether a word names JSON rather than a program: `-`, or a file's name that ends in `.json`. */
export function isJsonSource(word: string): boolean {
  return word === "-" || (word.endsWith(".json") && (!/\s/.test(word) || isFile(word)));
}

/** @throws CommandError for a file that is not there, or a text that is not what it should be; all is read before it returns */
export async function readJson(source: string): Promise<JsonEntry[]> {
  return source === "-"
    ? jsonLines((await readStandardInput()).toString())
    : [{ params: jsonFile(source), from: source }];
}

function jsonFile(path: string): JsonText {
  if (!isFile(path)) {
    throw new CommandError(`There is no file ${path}. If it is a command, write: dirq submit 'exec ${path}'`);
  }
  const { size } = statSync(path);
  if (size > MAX_BYTES) throw new CommandError(`Cannot submit ${path}: it has ${size} bytes, far more than a job.`);
  try {
    return JsonText.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandError(`Cannot submit ${path}: ${error.message}. Nothing was submitted.`);
  }
}

function jsonLines(text: string): JsonEntry[] {
  const entries = text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const from = `Line ${index + 1} of standard input`;
    try {
      return [{ params: JsonText.parse(line), from }];
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new CommandError(`${from}: ${error.message}. Nothing was submitted.`);
    }
  });
  if (entries.length === 0) throw new CommandError("Standard input holds no JSON object. Nothing was submitted.");
  return entries;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
