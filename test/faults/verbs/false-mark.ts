import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../../src/queue/index.js";

/** As a Python worker writes it that was between its read and its unlink when we claimed. */
export function writeFalseMark(queue: JobQueue, id: string): void {
  const mark = {
    id,
    state: "failed",
    params: {},
    created_at: "2024-01-01T00:00:00",
    error: "Error starting job: gone",
  };
  writeFileSync(join(queue.directory, "failed", `${id}.json`), JSON.stringify(mark));
}
