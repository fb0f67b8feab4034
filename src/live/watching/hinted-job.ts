/** Which job a change in a queue's folders is about, as its file's name tells. */
import { basename } from "node:path";
import { isFileName } from "../../queue/index.js";

/** Stands for bytes of a name that are no text. */
const NOT_UTF8 = "\uFFFD";

export interface HintedJob {
  /** Undefined where it cannot be told, or not be looked for by its name. */
  readonly id: string | undefined;
}

/** Undefined where no job is meant, as by the locks that Python workers take. */
export function hintedJob(fileName: string | undefined, folder: string): HintedJob | undefined {
  if (fileName === undefined) return { id: undefined };
  if (!fileName.endsWith(".json")) return undefined;
  const name = fileName.slice(0, -".json".length);
  const id = basename(folder) === "waiting" ? name.replace(/~.*/, "") : name;
  return { id: isFileName(id) && !id.includes(NOT_UTF8) ? id : undefined };
}
