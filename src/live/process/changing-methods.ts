/** Which calls into a queue's process change something: of these alone it matters whether they were done. */
import type { Changing } from "../live-queue.js";

const CHANGING: Readonly<Record<keyof Changing, true>> = {
  create: true,
  submit: true,
  submitMany: true,
  resubmit: true,
  resubmitEdited: true,
  remove: true,
  takeBack: true,
  trashOf: true,
  restore: true,
  emptyTrash: true,
  cancel: true,
  hold: true,
  release: true,
  stop: true,
  pause: true,
  resume: true,
  stopWorker: true,
  mend: true,
};

export function changes(method: string): boolean {
  return Object.hasOwn(CHANGING, method);
}
