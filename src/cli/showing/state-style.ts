/** One colour per state, the Python package's, wherever a state stands on the terminal. */
import type { JobOrDamaged } from "../../queue/index.js";
import type { Style } from "../screen.js";

export const STATE_STYLE: Readonly<Record<JobOrDamaged["state"], Style>> = {
  queued: "blue",
  running: "yellow",
  completed: "green",
  failed: "red",
  damaged: "magenta",
};
