/** What makes a worker quick; its poll and its look find the same without, only later. */
import { join } from "node:path";
import type { JobQueue } from "../queue/index.js";
import { watchFolder } from "./watch-folder.js";

/** A request is written in two steps, and many may come at once. */
const SOON_MS = 20;

/** Returns what stops the watching. */
export function watchQueue(
  { directory }: JobQueue,
  { onJobs, onRequests }: { readonly onJobs: () => void; readonly onRequests: () => void },
): () => void {
  const jobs = watchFolder(join(directory, "queued"), onJobs);
  let soon: NodeJS.Timeout | undefined;
  const requests = watchFolder(join(directory, ".dirq", "requests"), () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      onRequests();
    }, SOON_MS);
  });
  return () => {
    jobs.close();
    requests.close();
    clearTimeout(soon);
  };
}
