/** Asking for what may take long to be read. Nothing changes by it, so whoever has waited long enough just leaves. */
import { showProgress } from "./messages.js";

/** Undefined once the person has left. `title`: for example `Looking into the trash`. */
export function readLong<T>(title: string, ask: () => Promise<T>): Promise<T | undefined> {
  return showProgress({ title }, ({ signal }) => Promise.race([ask(), whenAborted(signal)]));
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined)));
}
