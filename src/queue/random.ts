/** Names that nobody else will come upon. */

/** Loads node:crypto only when a name is needed: it takes two milliseconds, a good part of a whole `dirq submit`. */
export function randomHex(bytes: number): string {
  return process.getBuiltinModule("node:crypto").randomBytes(bytes).toString("hex");
}
