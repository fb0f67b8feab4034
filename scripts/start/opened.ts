/** A VS Code that a person can use now. */
export interface OpenedVsCode {
  /** Where to find it, as a sentence. */
  readonly where: string;
  /** Settles when it ended by itself. */
  readonly ended: Promise<unknown>;
  readonly stop: () => Promise<void>;
}
