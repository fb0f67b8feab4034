/** One call that was traced. */
export interface Call {
  /** As in node:fs, less its `Sync`. */
  readonly name: string;
  /** `open`: reads or lists what is there. `write`: changes what the name leads to. `change`: changes the name itself. */
  readonly effect: "look" | "open" | "write" | "change" | "start";
  /** Absolute, as it was given. */
  readonly path: string;
  /** The same with every link on the way to its last name resolved. */
  readonly real: string;
  /** Whether the last name was a link when the call was made. */
  readonly isLink: boolean;
  readonly noFollow?: boolean;
  readonly exclusive?: boolean;
}
