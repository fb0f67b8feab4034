/** A paused queue: a file that tells dirq's own workers to claim nothing. */
import type { Store } from "../disk/store.js";

export function isPaused({ disk, layout }: Store): boolean {
  return disk.exists(layout.paused);
}

export function pause({ disk, layout }: Store): void {
  disk.createUnlessThere(layout.paused, "");
}

export function resume({ disk, layout }: Store): void {
  disk.remove(layout.paused);
}
