/** What lies on the disk of one job, as it was written: exact texts, paths and sizes. */
import { join } from "node:path";
import { UnreadableFile } from "../disk/disk-reader.js";
import type { Store } from "../disk/store.js";
import { isSystemError } from "../disk/system-errors.js";
import { treeSize } from "../disk/tree-size.js";
import { isFileName } from "../format/job-id.js";
import { pathsOf, type Places } from "../format/place.js";
import { JsonText, readableJson } from "../json/exact-json.js";
import { notFound } from "./reader.js";
import { locate } from "./scan.js";

/** Results larger than this are not read whole. */
const MAX_RESULT_BYTES = 256 * 1024 * 1024;
/** What holds a job's result: the documented name first, then the one that the released Python package writes. */
export const RESULT_FILES = ["result.json", "results.json"] as const;

/** The exact text of a job's file. Of a running job that is its view, unless that was cut short. */
export function documentOf(store: Store, id: string, known?: Places): string | undefined {
  const place = known?.get(id);
  const found = place === undefined ? [] : textsAt(store, pathsOf(store.layout, place));
  const texts = found.length > 0 ? found : textsAt(store, pathsOfJob(store, id));
  return texts.find(isJson) ?? texts[0];
}

/** For a person's eyes, indented, each number as it is spelled; undefined where the file is not JSON. */
export function paramsTextOf(store: Store, id: string): string | undefined {
  const text = documentOf(store, id);
  if (text === undefined) return undefined;
  try {
    return readableJson(JsonText.parse(text).text("params") ?? "{}");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function resultTextOf(store: Store, id: string): string | undefined {
  return firstOfResults(store, id, ...RESULT_FILES);
}

/**
 * Whether it is certain that there is no such file. Every job that completes leaves one, dirq's before its state says so
 * and Python's after; where the system does not let one look, nothing is certain.
 */
export function lacksResult({ disk, layout }: Store, id: string): boolean {
  if (!isFileName(id)) return true;
  const directory = layout.resultDirectory(id);
  try {
    return !RESULT_FILES.some((name) => disk.exists(join(directory, name)));
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

export function errorTextOf(store: Store, id: string): string | undefined {
  return firstOfResults(store, id, "error.txt");
}

/** Where the file of a job lies now. @throws DirqError NOT_FOUND */
export function jobFileOf(store: Store, id: string): string {
  const path = pathsOfJob(store, id).find((candidate) => store.disk.exists(candidate));
  if (path === undefined) throw notFound(store, id);
  return path;
}

/** Bytes of a job's file and its results. */
export function sizeOf(store: Store, id: string, known?: Places): number {
  const [path] = pathsOfJob(store, id, known);
  return path === undefined ? 0 : treeSize(store.disk, [path, store.layout.resultDirectory(id)]);
}

function textsAt(store: Store, paths: readonly string[]): string[] {
  return paths.flatMap((path) => firstText(store, [path]) ?? []);
}

function pathsOfJob(store: Store, id: string, known?: Places): readonly string[] {
  const place = locate(store, id, known);
  return place === undefined ? [] : pathsOf(store.layout, place);
}

/** Nothing in the place of a directory that a job replaced by a link: it would lead out of the queue. */
function firstOfResults(store: Store, id: string, ...names: readonly string[]): string | undefined {
  const directory = store.layout.resultDirectory(id);
  if (!isFileName(id) || !store.disk.isDirectory(directory)) return undefined;
  return firstText(
    store,
    names.map((name) => join(directory, name)),
  );
}

/** What is not a regular file is not read. */
function firstText({ disk }: Store, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    try {
      const text = disk.read(path, MAX_RESULT_BYTES);
      if (text !== undefined) return text;
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
    }
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JsonText.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
