import { lstatSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { JsonText, RESULT_FILES, type JobQueue } from "../queue/index.js";

/** What a command has left under the name of its result. */
export type OwnResult =
  | { readonly kind: "none" }
  /** To the letter. */
  | { readonly kind: "result"; readonly json: JsonText }
  /** It is no JSON object, and kept under another name; the note says why and where. */
  | { readonly kind: "set aside"; readonly note: string };

/**
 * Takes a job's own `result.json` for its result if it is a JSON object. Anything else under the name is set aside,
 * numbered as what an earlier attempt left: the result that dirq writes would replace it, and it may be all that the job
 * has computed.
 */
export function takeOwnResult(queue: JobQueue, id: string): OwnResult {
  const directory = queue.resultDirectory(id);
  const left = RESULT_FILES.filter((name) => isThere(join(directory, name)));
  if (left.length === 0) return { kind: "none" };
  const text = queue.resultText(id);
  const json = text === undefined ? "it is no file, or too large" : parsed(text);
  if (json instanceof JsonText) return { kind: "result", json };
  const kept = left.map((name) => setAside(directory, name));
  return { kind: "set aside", note: `What the job left as its result is kept as ${kept.join(" and ")}: ${json}` };
}

function parsed(text: string): JsonText | string {
  try {
    return JsonText.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Returns the new name. */
function setAside(directory: string, name: string): string {
  const taken = new Set(readdirSync(directory));
  const numbered = (n: number): string => name.replace(".json", `.${n}.json`);
  let n = 1;
  while (taken.has(numbered(n))) n++;
  renameSync(join(directory, name), join(directory, numbered(n)));
  return numbered(n);
}
