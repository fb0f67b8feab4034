/** JSON for programs. In ASCII alone, for it may be a terminal that reads it: what acts there is escaped. */
import { indentJson } from "../../queue/index.js";

export function asciiJson(value: unknown): string {
  return indentJson(JSON.stringify(value));
}
