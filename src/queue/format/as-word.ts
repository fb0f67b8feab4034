/** Ids in commands that a message proposes: they come from names of files that anybody may have made. */
import { isClaimableId } from "./job-id.js";

/** As a shell takes it, and as `dirq` takes it for an id: what begins with a dash would be an option. */
export function asWord(id: string): string {
  const quoted = isClaimableId(id) ? id : `'${id.replaceAll("'", `'"'"'`)}'`;
  return id.startsWith("-") ? `-- ${quoted}` : quoted;
}
