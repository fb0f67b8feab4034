/** Files that cannot be read as jobs. */
import { MAX_JOB_BYTES } from "../disk/disk-reader.js";
import type { Store } from "../disk/store.js";
import { asWord } from "../format/as-word.js";
import { isClaimableId } from "../format/job-id.js";
import type { DamagedJob } from "../job.js";
import { walkJobs } from "../reading/job-list.js";
import { isBeingWritten } from "../reading/reader.js";
import { locate } from "../reading/scan.js";
import type { Finding } from "./finding.js";

export function checkDamaged(store: Store): Finding[] {
  const findings: Finding[] = [];
  for (const { job } of walkJobs(store, {})) {
    if (job.state !== "damaged" || isBeingWritten(store, { id: job.id, state: job.folder })) continue;
    const remedy = remedyFor(store, job);
    findings.push({ kind: "damaged", id: job.id, path: job.path, evidence: job.reason, remedy, fixable: false });
  }
  return findings;
}

/** Only advice that works. */
function remedyFor(store: Store, { id, folder, path }: DamagedJob): string {
  const { disk } = store;
  if (!disk.exists(path)) return "rename it by hand: no program can open a file whose name is no text";
  const place = locate(store, id);
  if (folder === "running" && place?.claim !== undefined) return "nothing: its worker does not need it to end the job";
  if (folder === "running") return `mend it, or move it to the trash: dirq rm --force ${asWord(id)}`;
  // What can be half of a job becomes whole, or is put away; a link or a pipe somebody put there on purpose.
  const isFile = disk.isFile(path);
  if (folder === "queued" && place?.waiting === undefined && isFile && isClaimableId(id) && !isTooLarge(store, path))
    return "a worker puts it into quarantine, and a failed job in its place";
  return `mend it, or move it to the trash: dirq rm ${asWord(id)}`;
}

function isTooLarge({ disk }: Store, path: string): boolean {
  return (disk.stat(path)?.size ?? 0) > MAX_JOB_BYTES;
}
