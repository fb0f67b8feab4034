/** Whether the folders of the queue are where they should be: a disk that is not mounted, a folder that was deleted. */
import { relative } from "node:path";
import { assertReadable, queueExists, type Store } from "../disk/store.js";
import { JOB_STATES } from "../job.js";
import { idsIn } from "../reading/scan.js";
import type { Finding } from "./finding.js";

/**
 * What can be known at one look. Who has seen the queue before knows more: a worker that finds nothing at all in its
 * place creates nothing.
 * @throws DirqError NO_QUEUE, QUEUE_UNUSABLE where nothing speaks for a queue
 */
export function checkFolders(store: Store): Finding[] {
  const { disk, layout } = store;
  if (!queueExists(store) && !disk.exists(layout.marker)) return [emptyDirectory(store)];
  return [...missingFolders(store), ...misplacedFiles(store), ...disksThatAreAway(store)];
}

/** Of the folders of a queue only that of the results may be a link. */
export function checkLinks({ disk, layout }: Store): Finding[] {
  const links = [...layout.ownDirectories, layout.priorities].filter(
    (path) => disk.stat(path)?.isSymbolicLink() === true,
  );
  return links.map((path) => ({
    kind: "misplaced",
    id: undefined,
    path,
    evidence: `it is a link to ${disk.fs.readlinkSync(path)}, and nothing but the results may lie behind one`,
    remedy: "put a directory in its place, with what the queue had in it",
    fixable: false,
  }));
}

/** An empty directory looks like a mount point whose disk is away. @throws DirqError for any other */
function emptyDirectory(store: Store): Finding {
  const { disk, layout } = store;
  if (!disk.leadsToDirectory(layout.directory) || disk.names(layout.directory).length > 0) assertReadable(store);
  return {
    kind: "not-mounted",
    id: undefined,
    path: layout.directory,
    evidence: "the directory is there and empty, as the mount point of a disk that is away",
    remedy: "mount its disk; if none belongs here, there is no queue yet, and submitting a job makes one",
    fixable: false,
  };
}

/** A queue that dirq has not written to yet may lack folders; the first write makes them. */
function missingFolders({ disk, layout }: Store): Finding[] {
  if (!disk.exists(layout.marker)) return [];
  return layout.directories.flatMap((path): Finding[] => {
    if (disk.exists(path)) return [];
    const isState = JOB_STATES.some((state) => path === layout.folder(state));
    const evidence = isState
      ? "the folder is not there: whatever has to go there fails"
      : "a folder of dirq's own is not there: somebody deleted it";
    return [{ kind: "missing-folder", id: undefined, path, evidence, remedy: "make it again, empty", fixable: true }];
  });
}

function misplacedFiles({ disk, layout }: Store): Finding[] {
  return [layout.own, ...layout.directories, layout.priorities].flatMap((path): Finding[] => {
    const stat = disk.stat(path);
    if (stat === undefined || stat.isDirectory() || stat.isSymbolicLink()) return [];
    const evidence = "it is no directory, and lies where a folder of the queue belongs";
    return [{ kind: "misplaced", id: undefined, path, evidence, remedy: "move it away", fixable: false }];
  });
}

/** The results may be kept on another disk that way. */
function disksThatAreAway(store: Store): Finding[] {
  const { disk, layout } = store;
  const path = layout.results;
  if (disk.stat(path)?.isSymbolicLink() !== true) return [];
  const target = disk.fs.readlinkSync(path);
  const evidence = disk.leadsToDirectory(path)
    ? whyItShouldNotBeEmpty(store, target)
    : `it is a link to ${target}, and there is no such directory`;
  if (evidence === undefined) return [];
  const remedy = `mount the disk that holds ${target}, or make the link lead to where it is; without it jobs cannot end`;
  return [{ kind: "not-mounted", id: undefined, path, evidence, remedy, fixable: false }];
}

/** An empty directory where results should be is a mount point without its disk; or somebody has deleted them all. */
function whyItShouldNotBeEmpty(store: Store, target: string): string | undefined {
  const { disk, layout } = store;
  if (disk.names(layout.results).length > 0) return undefined;
  const ended = idsIn(store, "completed").length + idsIn(store, "failed").length;
  return ended === 0
    ? undefined
    : `it is a link to ${target}, which is empty although ${ended === 1 ? "a job has" : `${ended} jobs have`} ended`;
}

/** As it is called in the queue, for messages. */
export function nameIn({ layout }: Store, path: string): string {
  return relative(layout.directory, path) || ".";
}
