import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../../src/queue/index.js";
import { filesIn } from "../temporary-queue.js";

/** Every file of a queue with what is in it; of links, pipes and folders that they are there. */
export function snapshot({ directory }: JobQueue): Map<string, string> {
  return new Map(filesIn(directory).map((path) => [path, contentOf(join(directory, path))]));
}

function contentOf(path: string): string {
  return !path.endsWith("/") && lstatSync(path).isFile() ? readFileSync(path, "latin1") : "";
}

const SEVEN_DAYS_MS = 7 * 86_400_000;
const STATES = /^(?:queued|running|completed|failed|waiting)\/([^~]+?)(?:~.*)?\.json$/;
const CLAIM = /^\.dirq\/claims\/([^~]+)~[^/]*?(?<!\.result|\.error|\.final)$/;
const RESULT = /^completed_results\/([^/]+)\/(.+[^/])$/;
const TRASH = /^\.dirq\/trash\/([^/]+)\/(?:(job\.json)|results\/(.+[^/]))$/;

/**
 * What nobody may delete: `job <id>` for each job that stands anywhere, the trash included, and `<id>/<file>: <content>`
 * for each file of its results. Of the trash only what is kept still.
 */
export function belongings(queue: JobQueue): Set<string> {
  const files = snapshot(queue);
  const found = new Set<string>();
  for (const [path, content] of files) {
    const id = STATES.exec(path)?.[1] ?? CLAIM.exec(path)?.[1];
    if (id !== undefined) found.add(`job ${id}`);
    const [, owner, file] = RESULT.exec(path) ?? [];
    if (owner !== undefined) found.add(`${owner}/${file}: ${content}`);
    const [, folder = "", job, result] = TRASH.exec(path) ?? [];
    const manifest = files.get(`.dirq/trash/${folder}/manifest.json`);
    if (manifest === undefined || folder.includes("-purging-")) continue;
    const removed = JSON.parse(manifest) as { readonly id: string; readonly removed_ms: number };
    if (removed.removed_ms < Date.now() - SEVEN_DAYS_MS) continue;
    if (job !== undefined) found.add(`job ${removed.id}`);
    if (result !== undefined) found.add(`${removed.id}/${result}: ${content}`);
  }
  return found;
}
