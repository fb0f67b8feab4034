/**
 * heal: a Python worker that loses a race for a job can mark it failed although it runs, or ran, elsewhere. Such a mark
 * has no `claim` and an error that begins `Error starting job:`. It is moved to the trash; what was moved is looked at
 * once more, since a real failure may have come in its place meanwhile. Only then is the folder one that may be deleted.
 */
import { dirname, join } from "node:path";
import type { Store } from "../disk/store.js";
import { LOST_RACE } from "../format/document.js";
import { isClaimableId } from "../format/job-id.js";
import { isLostRaceMark } from "../reading/failed-mark.js";
import { TrashFolder, trashFolders } from "../trash/trash-folder.js";

/** What the files of a job are called in the trash. */
const NAME = /^(.+?)\.(json|error\.txt)$/;

/** To be called only for a job that is known to stand elsewhere. True when a mark was taken away. */
export function heal(store: Store, id: string): boolean {
  const { disk, layout } = store;
  if (!isLostRaceMark(disk, layout.job("failed", id))) return false;
  const folder = TrashFolder.make(store, "healing");
  const isTaken = takeAway(store, folder, markOf(store, id));
  if (isTaken && hasLostRaceError(store, id)) takeAway(store, folder, errorFileOf(store, id));
  if (isTaken) folder.enter("heal");
  else disk.removeEmptyDirectory(folder.path);
  return isTaken;
}

/**
 * Takes away the error.txt that Python writes after its mark, of a job whose mark was healed before that and which has
 * ended here since.
 */
export function healLateErrorFile(store: Store, id: string): void {
  const { disk, layout } = store;
  if (!hasLostRaceError(store, id)) return;
  // The job itself may have failed with these words: then they stand in the file that we wrote, at its top level.
  if (disk.read(layout.job("failed", id))?.includes(`\n  "error": "${LOST_RACE}`) === true) return;
  const folder = TrashFolder.make(store, "healing");
  takeAway(store, folder, errorFileOf(store, id));
  folder.enter("heal");
}

/** Somebody died who was healing: what he had taken away that is no mark goes back. */
export function finishHealing(store: Store, folder: TrashFolder): void {
  const { disk } = store;
  const names = disk.names(folder.path);
  // Should its maker be frozen right before a move into it, that finds it no more.
  if (names.length === 0) return disk.removeEmptyDirectory(folder.path);
  for (const name of names) {
    const [, id = "", ending] = NAME.exec(name) ?? [];
    if (!isClaimableId(id)) continue;
    const suspect = ending === "json" ? markOf(store, id) : errorFileOf(store, id);
    folder.unlessOthersDo(() => putBackIfReal(store, folder, suspect));
  }
  folder.enter("heal");
}

/** Jobs whose file in `failed/` is being looked at, and comes back where it is no mark. */
export function idsInHealing(store: Store): string[] {
  const names = trashFolders(store, "healing").flatMap(({ path }) => store.disk.names(path));
  return names.flatMap((name) => NAME.exec(name)?.[1] ?? []);
}

/** A file that Python may have written of a job that it lost. */
interface Suspect {
  readonly path: string;
  /** What it is called in the trash. */
  readonly name: string;
  readonly isFalse: (path: string) => boolean;
}

function markOf({ disk, layout }: Store, id: string): Suspect {
  return { path: layout.job("failed", id), name: `${id}.json`, isFalse: (path) => isLostRaceMark(disk, path) };
}

/** One of our own begins with the job's own error and stays. */
function errorFileOf({ disk, layout }: Store, id: string): Suspect {
  const isFalse = (path: string): boolean => disk.readOwn(path)?.startsWith(LOST_RACE) === true;
  return { path: join(layout.resultDirectory(id), "error.txt"), name: `${id}.error.txt`, isFalse };
}

function takeAway(store: Store, folder: TrashFolder, suspect: Suspect): boolean {
  return folder.unlessOthersDo(() => {
    if (!store.disk.move(suspect.path, join(folder.path, suspect.name))) return false;
    return !putBackIfReal(store, folder, suspect);
  });
}

function putBackIfReal({ disk }: Store, folder: TrashFolder, { path, name, isFalse }: Suspect): boolean {
  const taken = join(folder.path, name);
  // Somebody else has put it back, or called the folder `heal`.
  if (!disk.exists(taken)) return true;
  if (isFalse(taken)) return false;
  // Of a job that was removed with its results meanwhile, its error stays where it is.
  if (disk.leadsToDirectory(dirname(path))) disk.move(taken, path);
  return true;
}

/** Not so for a link or a directory that the job put there, nor for far more than Python writes. */
function hasLostRaceError(store: Store, id: string): boolean {
  const { path, isFalse } = errorFileOf(store, id);
  return store.disk.isDirectory(dirname(path)) && isFalse(path);
}
