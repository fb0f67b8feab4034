/** What stands in the tab of a worker's terminal. */
import { escapeIcons } from "../escape-icons.js";
import { titleFor } from "../queues/named.js";
import type { QueueHandle } from "../queues/queues.js";
import { titleLabel } from "../title-label.js";

/** With the queue's name where the window has several. VS Code draws icons in the titles of terminals. */
export function workerTitle(
  { label }: Pick<QueueHandle, "label">,
  window: { readonly all: readonly Pick<QueueHandle, "label">[] },
): string {
  return escapeIcons(titleFor("dirq worker", { label: titleLabel({ label }) }, window));
}
