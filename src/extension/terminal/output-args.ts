/** What `dirq` is called with to follow a job's output in a terminal. No vscode in here, so that it can be tested alone. */

import { holdsVariable } from "./variables.js";

/** As dirq's own ids are, and all that its workers run. */
const ORDINARY_ID = /^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/;

/** @throws Error where a name in it could be read as more than a name */
export function outputArgs(directory: string, id: string): string[] {
  if (!ORDINARY_ID.test(id)) throw new Error("This job's id is not one of dirq's, so it is not given to a terminal.");
  if (holdsVariable(directory)) {
    throw new Error("The path of this queue has ${ in it, so it is not given to a terminal.");
  }
  return ["--jobs-dir", directory, "logs", "--follow", id];
}
