/** What doctor finds, in words for a list: the kind of trouble, and whom it is about. */
import type { Finding, FindingKind } from "../queue/doctor/finding.js";
import { withFullStop } from "./full-stop.js";
import { printable } from "./printable.js";
import { shortId } from "./waiting.js";

const WORDS: Readonly<Record<FindingKind, string>> = {
  "newer-format": "Made by a newer dirq",
  "not-mounted": "A disk is away",
  "missing-folder": "A folder is missing",
  misplaced: "Something is in the place of a folder",
  "read-only": "Cannot be written to",
  "disk-full": "The disk is nearly full",
  "file-system": "The file system loses files",
  "clock-skew": "Clocks differ",
  damaged: "A file is damaged",
  "two-states": "A job is in two places",
  "false-mark": "A job is marked as failed and is not",
  "results-without-job": "Results of no job",
  "dead-worker": "A worker died",
  "silent-worker": "A worker is silent",
  "unknown-owner": "A worker cannot be seen",
  "starves-python": "Python workers are kept waiting",
  "half-done": "Something was not finished",
  "stray-lock": "A lock was left",
  "left-over": "A file was left",
  "set-aside": "A file was moved aside",
  quarantined: "A file in quarantine is told of nowhere",
  "expired-trash": "The trash is old",
};

/** `2 problems with this queue`. */
export function problems(count: number): string {
  return count === 1 ? "1 problem with this queue" : `${count} problems with this queue`;
}

/** `A worker died: job …2875`. */
export function problemTitle({ kind, id }: Pick<Finding, "kind" | "id">): string {
  return id === undefined ? WORDS[kind] : `${WORDS[kind]}: job ${shortId(id)}`;
}

/** What is the case and how that is known, as a sentence. */
export function problemEvidence({ evidence }: Pick<Finding, "evidence">): string {
  return sentence(evidence);
}

/** What would be done about it, or what a person can do, as a sentence. */
export function problemRemedy({ remedy }: Pick<Finding, "remedy">): string {
  return sentence(remedy);
}

function sentence(text: string): string {
  const words = printable(text);
  return withFullStop(`${words.slice(0, 1).toUpperCase()}${words.slice(1)}`);
}
