import type { Ground } from "../ground.js";

/** One thing that may lie in a queue, made by somebody who means no good. */
export interface HostileCase {
  readonly name: string;
  /** Makes it; `id` is an id that no other case uses. Names that are fixed must not be those of another case. */
  readonly make: (ground: Ground, id: string) => void;
  /** Words for the command line that mean it. Default: the id. */
  readonly words?: (id: string) => readonly string[];
  /** Whether it spoils the whole queue, so that it needs one of its own. */
  readonly alone?: boolean;
}
