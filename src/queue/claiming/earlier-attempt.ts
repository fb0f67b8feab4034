/**
 * What an earlier attempt left in the result directory gets numbered names, `output.1.log`, `result.1.json`, so that the
 * next one neither overwrites it nor is taken for it.
 */
import type { Disk } from "../disk/disk.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import type { Claim } from "../owning/claim.js";

/** Files of an earlier attempt that this one would overwrite or be taken for. */
const FILES_OF_AN_ATTEMPT = [
  ["output", "log"],
  ["result", "json"],
  ["results", "json"],
  ["error", "txt"],
] as const;

/**
 * Only what is there while the claim stands: later, it may be the work of whoever took the job over from a frozen
 * worker. So each file is moved to a name of the claim's own at first, and looked at there.
 */
export function setAsideEarlierAttempt(
  { disk }: Store,
  claim: Pick<Claim, "resultDirectory" | "token" | "isMine">,
): void {
  const { resultDirectory, token } = claim;
  const names = new Set(disk.names(resultDirectory));
  for (const [stem, ending] of FILES_OF_AN_ATTEMPT) {
    if (!names.has(`${stem}.${ending}`)) continue;
    const path = `${resultDirectory}/${stem}.${ending}`;
    const seen = disk.stat(path)?.ino;
    if (!claim.isMine()) return;
    const taken = `${path}.${token}`;
    if (!disk.move(path, taken)) continue;
    if (disk.stat(taken)?.ino === seen) giveNumber(disk, taken, (n) => `${resultDirectory}/${stem}.${n}.${ending}`);
    else disk.move(taken, path);
  }
}

/** By a link, which never replaces what somebody else has given the number to; a directory can have none. */
function giveNumber(disk: Disk, taken: string, numbered: (n: number) => string): void {
  for (let n = 1; ; n++) {
    if (disk.exists(numbered(n))) continue;
    try {
      if (disk.link(taken, numbered(n))) disk.remove(taken);
      else disk.move(taken, numbered(n));
      return;
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }
}
