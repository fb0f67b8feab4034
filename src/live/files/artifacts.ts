/** What a job left in its result directory, one folder at a time. No link is followed, on whichever level. */
import { lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { isClaimableId, type ReadableQueue } from "../../queue/index.js";
import type { Artifact, ArtifactList } from "../live-queue.js";

/** A job can leave a million files; a list of them is of use to nobody. */
const MOST = 500;

/** `folder`: names of folders, each in the one before; none for the result directory itself. */
export function listArtifacts(queue: ReadableQueue, id: string, folder: readonly string[]): ArtifactList {
  const directory = folderOf(queue, id, folder);
  if (directory === undefined) return { artifacts: [], left: 0 };
  const names = readdirSync(directory).filter((name, _index, all) => !isTwin(name, all));
  const artifacts = names.slice(0, MOST).flatMap((name) => artifactOf(directory, name) ?? []);
  return { artifacts: artifacts.sort(foldersFirst), left: Math.max(0, names.length - MOST) };
}

/** Undefined where one on the way is no folder, or no name of one. */
function folderOf(queue: ReadableQueue, id: string, folder: readonly string[]): string | undefined {
  if (!isClaimableId(id) || !folder.every(isName)) return undefined;
  const start = queue.resultDirectory(id);
  const paths = [start, ...folder.map((_name, index) => join(start, ...folder.slice(0, index + 1)))];
  return paths.every((path) => look(path)?.isDirectory() === true) ? paths.at(-1) : undefined;
}

function isName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !/[/\\]/.test(name);
}

/** The same bytes as result.json, kept for the released Python package alone. */
function isTwin(name: string, all: readonly string[]): boolean {
  return name === "results.json" && all.includes("result.json");
}

/** Undefined for what has gone since it was listed. */
function artifactOf(directory: string, name: string): Artifact | undefined {
  const path = join(directory, name);
  const stat = look(path);
  if (stat === undefined) return undefined;
  if (stat.isDirectory()) return { kind: "folder", name, path };
  return stat.isFile() ? { kind: "file", name, path, bytes: stat.size } : { kind: "other", name, path };
}

function look(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function foldersFirst(a: Artifact, b: Artifact): number {
  const [first, second] = [a, b].map(({ kind }) => (kind === "folder" ? 0 : 1));
  return (first ?? 0) - (second ?? 0) || a.name.localeCompare(b.name, "en", { numeric: true });
}
