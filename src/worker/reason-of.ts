import { getSystemErrorMap } from "node:util";

/** What the operating system reported, in its words and with its code: `no space left on device (ENOSPC)`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { errno } = error as NodeJS.ErrnoException;
  const entry = errno === undefined ? undefined : getSystemErrorMap().get(errno);
  return entry === undefined ? error.message : `${entry[1]} (${entry[0]})`;
}
