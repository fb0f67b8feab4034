/** What to say where there is no queue: people call commands from a folder below the one that has it. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** How to name another queue: the one of a folder above, where there is one. */
export function howToNameAnother(): string {
  const folder = currentFolder();
  const above = folder && queueAbove(folder);
  return above === undefined
    ? "Another one is named by --jobs-dir, or by $DIRQ_JOBS_DIR."
    : `There is one at ${above}. To use it: --jobs-dir ${above}`;
}

function queueAbove(folder: string, up = ".."): string | undefined {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  return existsSync(join(parent, "jobs", "queued")) ? join(up, "jobs") : queueAbove(parent, join("..", up));
}

/** Undefined where it was removed since the shell went into it. */
function currentFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
