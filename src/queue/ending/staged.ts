/** The outcome of a job, staged beside its claim: nobody sees it before it is decided. */
import { MAX_JOB_BYTES, UnreadableFile } from "../disk/disk-reader.js";
import type { Disk } from "../disk/disk.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { DirqError } from "../errors.js";
import { NotAJob, parseState } from "../format/document.js";
import type { JsonObject } from "../job.js";
import { formatJson, JsonText } from "../json/exact-json.js";
import type { Claim } from "../owning/claim.js";
import type { Outcome } from "./outcome.js";

/** A job's last file is laid out anew, and grows by that where its queued file was written by hand. */
const MAX_FINAL_BYTES = 16 * MAX_JOB_BYTES;

/** What an attempt to record it that failed half-way has left is replaced. */
export function* stage({ disk, layout }: Store, claim: Claim, outcome: Outcome): Steps<void> {
  const { id, token } = claim;
  const [part, text] =
    outcome.state === "completed"
      ? (["result", `${resultText(id, outcome.result)}\n`] as const)
      : (["error", errorText(outcome)] as const);
  const files = [
    [layout.claim(id, token, part), text],
    [layout.claim(id, token, "final"), claim.finalText(outcome)],
  ] as const;
  try {
    yield* disk.creatingAll(files);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    discardStaged({ disk, layout }, id, token);
    yield* disk.creatingAll(files);
  }
}

/** @throws DirqError INVALID_JOB for what JSON cannot hold, or what is no object there: a Date, for example */
function resultText(id: string, result: JsonObject | JsonText): string {
  if (result instanceof JsonText) return result.toString();
  const text = jsonOrReason(id, result);
  if (text.startsWith("{")) return text;
  throw new DirqError("INVALID_JOB", `Cannot record the result of job ${id}: it is no object in JSON, but ${text}`);
}

function jsonOrReason(id: string, result: JsonObject): string {
  try {
    return formatJson(result);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DirqError("INVALID_JOB", `Cannot record the result of job ${id}: ${reason}`, { cause });
  }
}

/** As Python writes it: the message, a blank line, what is known beyond it. */
function errorText({ error, details }: { error: string; details: string }): string {
  return `${error}\n\n${details}${details === "" || details.endsWith("\n") ? "" : "\n"}`;
}

export function discardStaged({ disk, layout }: Store, id: string, token: string): void {
  for (const part of ["result", "error", "final"] as const) disk.removeFile(layout.claim(id, token, part));
}

/** Which end is staged; nothing is left of it once it is published. */
export function stagedState(
  { disk, layout }: Store,
  id: string,
  token: string,
): "completed" | "failed" | "published" | "lost" {
  const text = readFinal(disk, layout.claim(id, token, "final"));
  if (text === undefined) return "published";
  try {
    const state = parseState(text);
    return state === "completed" || state === "failed" ? state : "lost";
  } catch (error) {
    if (error instanceof NotAJob) return "lost";
    throw error;
  }
}

/** Whether a job's last file lies there, whichever state it names. */
export function isFinal(disk: Disk, path: string): boolean {
  try {
    parseState(readFinal(disk, path) ?? "");
    return true;
  } catch (error) {
    if (error instanceof NotAJob) return false;
    throw error;
  }
}

/** Empty where something else lies in its place, or far too much: not a document that could be published. */
function readFinal(disk: Disk, path: string): string | undefined {
  try {
    return disk.read(path, MAX_FINAL_BYTES);
  } catch (error) {
    if (error instanceof UnreadableFile) return "";
    throw error;
  }
}
