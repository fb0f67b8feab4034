/** What doctor finds: one thing that is wrong, with the evidence and what would be done about it. */

/** Stable: programs read them. */
export type FindingKind =
  | "newer-format"
  | "not-mounted"
  | "missing-folder"
  | "misplaced"
  | "read-only"
  | "disk-full"
  | "file-system"
  | "clock-skew"
  | "damaged"
  | "two-states"
  | "false-mark"
  | "results-without-job"
  | "dead-worker"
  | "silent-worker"
  | "unknown-owner"
  | "starves-python"
  | "half-done"
  | "stray-lock"
  | "left-over"
  | "set-aside"
  | "quarantined"
  | "expired-trash";

/** One thing that is wrong with a queue. */
export interface Finding {
  /** Which kind of thing. */
  readonly kind: FindingKind;
  /** The job, where it is about one. */
  readonly id: string | undefined;
  /** Of a worker that died, all the jobs that it had. */
  readonly jobs?: readonly string[];
  /** Absolute path of what the finding is about. */
  readonly path: string;
  /** What is the case, and how that is known. */
  readonly evidence: string;
  /** What mending does, or what a person can do. */
  readonly remedy: string;
  /** Whether `dirq doctor --fix` mends it. */
  readonly fixable: boolean;
  /** Nothing is wrong with the queue: it may be as somebody wants it, and is told for whom it concerns. */
  readonly harmless?: true;
}

/** While one of these is the case, nothing may be written. */
const FORBIDS_WRITING: ReadonlySet<FindingKind> = new Set(["newer-format", "not-mounted", "misplaced", "read-only"]);

export function forbidsWriting({ kind }: Finding): boolean {
  return FORBIDS_WRITING.has(kind);
}

/** Tells a finding that is among these, seen at another time. In a queue of broken files there are tens of thousands. */
export function isAmong(findings: readonly Finding[]): (finding: Finding) => boolean {
  const keyOf = ({ kind, path }: Finding): string => `${kind} ${path}`;
  const keys = new Set(findings.map(keyOf));
  return (finding) => keys.has(keyOf(finding));
}

/** `3 days`, `2 hours`, `4 min`: as much as one needs to know of an age. */
export function inWords(ms: number): string {
  const [minutes, hours, days] = [60_000, 3_600_000, 86_400_000].map((unit) => Math.floor(ms / unit)) as [
    number,
    number,
    number,
  ];
  if (days > 1) return `${days} days`;
  if (hours > 1) return `${hours} hours`;
  return minutes > 0 ? `${minutes} min` : `${Math.max(0, Math.floor(ms / 1_000))} s`;
}
