/** By which VS Code knows a row again. No name of a file can hold a NUL, so no two nodes have one id. */
export function rowId(...parts: readonly string[]): string {
  return parts.join("\0");
}
