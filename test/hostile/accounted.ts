/** What became of things that are no longer there: a queue that is used consumes some of them, and nothing else may go. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { formatJson, parseJson, type JsonObject } from "../../src/queue/index.js";
import { missing, type Item } from "./inventory.js";

/** Gone by what a person asked for, or by what the protocol says of it. */
const CONSUMED: readonly (readonly [kinds: RegExp, path: RegExp])[] = [
  // dirq resume takes away whatever stands for the pause.
  [/./, /^\.dirq\/paused(\/|$)/],
  // Brought back, its folder is empty but for the manifest; deleted for good, all of it goes.
  [/directory|file/, /^\.dirq\/trash\/[^/]+-(?:rm|removing|restoring)-[^/]+(?:\/manifest\.json)?$/],
  [/./, /^\.dirq\/trash\/[^/]+-purging-/],
  // A request is heeded, a job has ended, a dead worker is forgotten, its staged files belong to no outcome.
  [/file/, /^\.dirq\/(?:requests|attempts|workers)\//],
  [/file/, /^\.dirq\/claims\/.*\.(?:result|error|final)$/],
];

/** Paths and kinds of what was there before, and is neither there now nor accounted for. */
export function unaccounted(directory: string, before: readonly Item[], after: readonly Item[]): string[] {
  const gone = missing(before, after).filter(
    (item) =>
      !isDecidedAndNoJob(item) && !CONSUMED.some(([kinds, paths]) => kinds.test(item.kind) && paths.test(item.path)),
  );
  if (gone.length === 0) return [];
  // A job that went on is another document, with the same params.
  const jobs = new Set(after.flatMap(({ kind, path }) => (kind === "file" ? paramsOf(join(directory, path)) : [])));
  return gone
    .filter(({ params }) => params === undefined || !jobs.has(params))
    .map(({ kind, path }) => `${kind} ${path}`);
}

/** Where nothing is staged beside it, all was published: its name alone tells, and it goes whatever is in it. */
function isDecidedAndNoJob({ kind, path, params }: Item): boolean {
  return kind === "file" && params === undefined && /^\.dirq\/claims\/.*\.done$/.test(path);
}

/** An inventory that remembers the params of jobs. */
export function withParams(directory: string, items: readonly Item[]): Item[] {
  return items.map((item) => ({
    ...item,
    params: item.kind === "file" ? paramsOf(join(directory, item.path))[0] : undefined,
  }));
}

/** A gigabyte need not be read to tell that it is none. */
const LARGEST_JOB = 2 ** 21;

function paramsOf(file: string): string[] {
  try {
    const document = statSync(file).size > LARGEST_JOB ? undefined : parseJson(readFileSync(file, "utf8"));
    if (typeof document !== "object" || document === null || Array.isArray(document)) return [];
    const params = (document as JsonObject)["params"];
    return params === undefined ? [] : [formatJson(params)];
  } catch {
    // No JSON, or gone by now.
    return [];
  }
}
