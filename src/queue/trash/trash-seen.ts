/** What somebody has looked at in the trash, by the names of its folders. No node:*, so that every layer may import this file. */
export interface TrashSeen {
  readonly jobs: readonly string[];
  /** What cannot be restored, and goes with the jobs. */
  readonly others: readonly string[];
}
