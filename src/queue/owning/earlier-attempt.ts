/**
 * What an earlier attempt left in the result directory gets numbered names, `output.1.log`, `result.1.json`, so that the
 * next one neither overwrites it nor is taken for it.
 */
import { moveNew } from "../disk/put-new.js";
import type { Store } from "../disk/store.js";
import { isSystemError } from "../disk/system-errors.js";

type AttemptFile = readonly [stem: string, ending: string];

const RESULTS: readonly AttemptFile[] = [
  ["result", "json"],
  ["results", "json"],
];
/** Files of an earlier attempt that the next would overwrite or be taken for. */
const ALL: readonly AttemptFile[] = [["output", "log"], ...RESULTS, ["error", "txt"]];

/** Who has the job, and so may rename what an earlier attempt left. */
export interface Holder {
  readonly resultDirectory: string;
  readonly token: string;
  readonly isMine: () => boolean;
}

/**
 * Only what is there while the claim stands: later, it may be the work of whoever took the job over from a frozen
 * worker. So each file is moved to a name of the claim's own at first, and looked at there; theirs goes back, unless they
 * have published another meanwhile.
 */
export function setAsideEarlierAttempt(store: Store, holder: Holder): void {
  setAside(store, holder, ALL);
}

/**
 * The same of the result alone, of an attempt that has not completed the job, before the job goes back to where a Python
 * worker may take it: that writes `results.json` and leaves a `result.json` that is there, which would be read as the job's.
 */
export function setAsideEarlierResult(store: Store, holder: Holder): void {
  try {
    // Through a link in its place, others' files would be renamed.
    if (store.disk.isDirectory(holder.resultDirectory)) setAside(store, holder, RESULTS);
  } catch (error) {
    // The job must come back also where its results cannot be touched; whoever of dirq's claims it next says so.
    if (!isSystemError(error)) throw error;
  }
}

function setAside({ disk }: Store, holder: Holder, files: readonly AttemptFile[]): void {
  const { resultDirectory, token } = holder;
  const names = new Set(disk.names(resultDirectory));
  for (const [stem, ending] of files) {
    if (!names.has(`${stem}.${ending}`)) continue;
    const path = `${resultDirectory}/${stem}.${ending}`;
    const seen = disk.stat(path)?.ino;
    if (!holder.isMine()) return;
    const taken = `${path}.${token}`;
    if (!disk.move(path, taken)) continue;
    // On sshfs an inode number is its name's: there only the claim tells that another file has come.
    if (disk.stat(taken)?.ino !== seen || !holder.isMine()) moveNew(disk, taken, path);
    for (let n = 1; disk.exists(taken); n++) moveNew(disk, taken, `${resultDirectory}/${stem}.${n}.${ending}`);
  }
}
