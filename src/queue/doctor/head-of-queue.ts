/** What stands in the way of Python workers. */
import type { Store } from "../disk/store.js";
import { isShellJob } from "../job.js";
import { JsonText } from "../json/exact-json.js";
import { readPlace } from "../reading/reader.js";
import { idsIn } from "../reading/scan.js";
import type { Finding } from "./finding.js";

/** A Python worker looks only at the first queued file; one that it cannot run keeps it from all others. */
export function checkHeadOfQueue(store: Store): Finding[] {
  const [id] = idsIn(store, "queued");
  const trouble = id === undefined ? undefined : troubleForPython(store, id);
  if (id === undefined || trouble === undefined) return [];
  const path = store.layout.job("queued", id);
  return [{ kind: "starves-python", id, path, ...trouble, fixable: false }];
}

function troubleForPython(store: Store, id: string): Pick<Finding, "evidence" | "remedy" | "harmless"> | undefined {
  const job = readPlace(store, { id, state: "queued" });
  const text = job === undefined || job.state === "damaged" ? "" : store.disk.read(store.layout.job("queued", id));
  if (job === undefined || text === undefined) return undefined;
  if (job.state === "damaged" || !isShellJob(job.params)) {
    const evidence =
      job.state === "damaged"
        ? `the first queued file is damaged: ${job.reason}`
        : "the first queued job is not a shell job";
    const remedy = "a Python shell worker would fail it, or never get past it; dirq's own workers walk on";
    // Jobs for workers of one's own are what such a queue is for.
    return job.state === "damaged" ? { evidence, remedy } : { evidence, remedy, harmless: true };
  }
  // Here a file's place overrules what it says of itself; in Python both have to agree.
  const inside = JsonText.parse(text);
  const expected = [
    ["state", "queued"],
    ["id", id],
  ] as const;
  const wrong = expected.find(([key, value]) => inside.get(key) !== value)?.[0];
  if (wrong === undefined) return undefined;
  return {
    evidence: `the first queued file, moved or copied here by hand, says ${wrong} ${inside.text(wrong) ?? "nothing"}`,
    remedy: "a Python worker never gets past it, dirq's own workers run it; or resubmit it, and remove this one",
  };
}
