/** Which queue something is about, in words: said only where the window has several. */
import type { QueueHandle } from "./queues.js";

type Named = Pick<QueueHandle, "label">;

interface Window {
  readonly all: readonly Named[];
}

/** `Restore Jobs: lab/gpu`. */
export function titleFor(title: string, { label }: Named, { all }: Window): string {
  return all.length > 1 ? `${title}: ${label}` : title;
}

/** ` of lab/gpu`, to be put behind what is the queue's. */
export function ofQueue({ label }: Named, { all }: Window): string {
  return all.length > 1 ? ` of ${label}` : "";
}
