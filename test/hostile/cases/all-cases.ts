import { bookkeeping } from "./bookkeeping.js";
import type { HostileCase } from "./hostile-case.js";
import { kinds } from "./kinds.js";
import { names } from "./names.js";
import { texts } from "./texts.js";

export interface NumberedCase extends HostileCase {
  /** Its own among all cases. */
  readonly id: string;
}

export const ALL_CASES: readonly NumberedCase[] = [...names, ...texts, ...bookkeeping, ...kinds].map((each, index) => ({
  ...each,
  id: `h${String(index).padStart(4, "0")}`,
}));
