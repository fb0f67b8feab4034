/** Errors that the operating system reported, and what they say. */

export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "syscall" in error && "code" in error;
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(error.code as string);
}

/** There is no such file: ENOENT, or a parent that is not a directory. */
export function isGone(error: unknown): boolean {
  return hasCode(error, "ENOENT", "ENOTDIR");
}
