/** Whether a job can run in a directory, before it is submitted. */
import { statSync } from "node:fs";

/** What is wrong with it, in words; undefined when nothing is. */
export function checkDirectory(path: string): string | undefined {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return undefined;
    return `There is no directory ${path}.`;
  } catch (error) {
    // The system names the call and the path: it may be too long, or not be looked at.
    return `Cannot use that directory: ${(error as Error).message}.`;
  }
}
