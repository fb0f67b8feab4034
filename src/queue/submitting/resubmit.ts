/** Submitting a job again: the same params under a new id, which remembers the job that it came from. */
import type { Store } from "../disk/store.js";
import { DirqError } from "../errors.js";
import type { KnownPlaces } from "../format/place.js";
import { JsonText } from "../json/exact-json.js";
import { findWithText, notFound } from "../reading/reader.js";

/** Of the earlier job's bookkeeping only what describes the work goes along, not what happened to that job. */
const KEPT_ON_RESUBMIT = ["retries", "retry_delay", "priority", "batch"] as const;

/** How a job is submitted again. @category Options */
export interface ResubmitOptions extends KnownPlaces {
  /** What to call the new job. Default: as the earlier one. */
  readonly name?: string | undefined;
}

/** @throws DirqError NOT_FOUND; INVALID_JOB when its file cannot be read */
export function paramsToResubmit(store: Store, id: string, { name, known }: ResubmitOptions = {}): JsonText {
  // Read once: others may take the job between two readings, and leave half a view in its place that a power cut had left.
  const found = findWithText(store, id, known);
  if (found?.job.state === "damaged")
    throw new DirqError("INVALID_JOB", `Cannot resubmit job ${id}: ${found.job.path} is ${found.job.reason}.`);
  if (found?.text === undefined) throw notFound(store, id);
  const { text } = found;
  const params = JsonText.parse(JsonText.parse(text).text("params") ?? "{}");
  const renamed = name === undefined ? params : params.set("name", name);
  return renamed.set("dirq", keptBookkeeping(params, id));
}

function keptBookkeeping(params: JsonText, id: string): JsonText {
  const text = params.text("dirq");
  const old = text?.startsWith("{") === true ? JsonText.parse(text) : JsonText.fromValue({});
  const kept = KEPT_ON_RESUBMIT.reduce((all, key) => {
    const value = old.get(key);
    return value === undefined ? all : all.set(key, value);
  }, JsonText.fromValue({}));
  return kept.set("resubmit_of", id);
}
