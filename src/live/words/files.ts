/** Files that somebody may want to open, or to run. */
import type { JobRow } from "./rows.js";

/** What a job left in its result directory. */
export type Artifact = { readonly name: string; /** Absolute. */ readonly path: string } & (
  | { readonly kind: "file"; readonly bytes: number }
  /** `other`: a link, a pipe or the like, which nobody follows. */
  | { readonly kind: "folder" | "other" }
);

export interface ArtifactList {
  /** Folders first, then by name. */
  readonly artifacts: readonly Artifact[];
  /** How many more there are. */
  readonly left: number;
}

/** A file as something that can be run. */
export interface Program {
  /** Whether somebody may execute it. */
  readonly executable: boolean;
  /** No text. */
  readonly binary: boolean;
  /** What follows `#!` in its first line. */
  readonly shebang?: string | undefined;
}

/** What a job's output names as a source file. Only a `file` may be opened; `outside` was not looked at. */
export interface SourceFile {
  readonly kind: "file" | "missing" | "outside";
  /** Absolute. */
  readonly path: string;
}

/** A job that failed, and where in a source file. */
export interface FailurePlace {
  readonly row: JobRow;
  /** Absolute path. */
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
  readonly column: number | undefined;
  /** Absolute path of the error.txt that says so. */
  readonly errorFile: string;
}
