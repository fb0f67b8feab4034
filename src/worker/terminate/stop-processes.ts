import { setTimeout as delay } from "node:timers/promises";
import type { JobProcesses } from "./job-processes.js";
import { groupHasMembers, isGroupOf, send, signalGroup } from "./process-group.js";
import { straysOf } from "./strays.js";

/** What a program may take to save its work after SIGTERM. */
const POLITE_MS = 5000;

/** How often to look whether those who left the group are gone as well; nobody tells. */
const LOOK_MS = 100;

/** After SIGKILL the system needs moments only; a process it cannot end (stuck in a disk's driver) is not waited for. */
const FORCE_MS = 500;

/**
 * Asks every process of a job to end, and after 5 s forces those that did not. Resolves when all are gone, within 6 s in
 * any case. `ended` is to resolve when the leader has exited and the output is closed.
 */
export async function stopProcesses(job: JobProcesses, ended: Promise<unknown>): Promise<void> {
  signalAll(job, "SIGTERM");
  if (await allGone(job, ended, POLITE_MS)) return;
  for (const deadline = performance.now() + FORCE_MS; performance.now() < deadline;) {
    // Again and again, for a process may start another while the others are being looked for.
    signalAll(job, "SIGKILL");
    if (await allGone(job, ended, LOOK_MS)) return;
  }
}

/** One signal for each: a second SIGTERM means "at once" to many programs, so a stray in the group gets the group's only. */
function signalAll(job: JobProcesses, signal: NodeJS.Signals): void {
  const groupIsOurs = isGroupOf(job);
  if (groupIsOurs) signalGroup(job, signal);
  for (const stray of straysOf(job)) {
    if (!groupIsOurs || stray.group !== job.pid) send(stray.pid, signal);
  }
}

async function allGone(job: JobProcesses, ended: Promise<unknown>, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  let isOpen = true;
  const closed = ended.then(() => (isOpen = false));
  while (isOpen || hasSurvivors(job)) {
    if (performance.now() >= deadline) return false;
    await (isOpen ? Promise.race([closed, delay(LOOK_MS)]) : delay(LOOK_MS));
  }
  return true;
}

function hasSurvivors(job: JobProcesses): boolean {
  return process.platform === "linux" ? straysOf(job).length > 0 : groupHasMembers(job);
}
