/**
 * Where the things live that tests and `npm start` need and that are no dependency of the package: outside the clone,
 * so that a clean clone finds them again. An entry is there complete or not at all.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { errorWords } from "../../src/wording/error-words.js";

/** What an entry is called, in the cache and to a person. */
export interface CacheEntry {
  /** Holds the versions, so that another version is another entry. */
  readonly key: string;
  /** What is being fetched, for the line of progress and for errors. */
  readonly title: string;
  /** How large it is on the disk, where that takes a while. */
  readonly size?: string;
}

type Install = (directory: string, finalDirectory: string) => Promise<void>;
type Say = (line: string) => void;

/** What this process has asked for: nothing is fetched twice, nor tried again once it has failed. */
const asked = new Map<string, Promise<string>>();

/**
 * The entry's directory, which `install` fills the first time. It is given the directory to fill and, for files that
 * must hold their own path, the one that will be its name at the end.
 */
export function cached(entry: CacheEntry, install: Install, say: Say = sayOnStderr): Promise<string> {
  const answer = asked.get(entry.key) ?? find(entry, install, say);
  asked.set(entry.key, answer);
  return answer;
}

async function find(entry: CacheEntry, install: Install, say: Say): Promise<string> {
  const root = cacheRoot();
  const final = path.join(root, entry.key);
  if (existsSync(final)) return final;

  say(`Fetching ${entry.title}, ${entry.size === undefined ? "" : `${entry.size}, `}once, into ${final} …`);
  await mkdir(root, { recursive: true });
  await removeLeftOvers(root);
  const aside = `${final}.${randomBytes(4).toString("hex")}${unfinished}`;
  try {
    await mkdir(aside);
    await install(aside, final);
    await rename(aside, final);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // Two runs may fetch the same at once: the first to finish gives it its name, and both are complete.
    if (!existsSync(final)) throw new Error(`${entry.title} cannot be had: ${errorWords(error)}`, { cause: error });
  }
  return final;
}

const unfinished = ".part";

function cacheRoot(): string {
  const cacheHome = process.env["XDG_CACHE_HOME"];
  return path.join(cacheHome ? cacheHome : path.join(homedir(), ".cache"), "dirq-test");
}

/** What a killed run left behind. An hour is longer than any fetch takes. */
async function removeLeftOvers(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.endsWith(unfinished)) continue;
    const directory = path.join(root, name);
    const found = await stat(directory).catch(() => undefined); // Another run may have finished it just now.
    if (found && Date.now() - found.mtimeMs > 3_600_000) await rm(directory, { recursive: true, force: true });
  }
}

function sayOnStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
