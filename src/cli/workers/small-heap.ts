/**
 * Keeps the heap of this process small, for one that makes little and forgets it with each job: a young generation of 4 MB
 * then does as well as the 32 MB to which it would grow, and the old one is swept before it has doubled. A worker may
 * run beside a job that needs all the memory there is.
 *
 * Not for programs that compute in JavaScript.
 */
export function keepHeapSmall(): void {
  // Another program's engine may have settled by now how it works, and end on being told otherwise.
  if (process.versions["electron"] !== undefined) return;
  settle();
  // The heap of each thread that starts sets it back for all.
  process.on("worker", (thread) => thread.once("online", settle));
}

/** Both are heeded whenever the heap would grow. */
function settle(): void {
  // Loaded here, for no other command needs it.
  const { setFlagsFromString } = process.getBuiltinModule("node:v8");
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=30");
}
