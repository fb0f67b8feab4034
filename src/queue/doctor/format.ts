/** A queue that a newer dirq has made: this one reads what it can and writes nothing. */
import { UnreadableFile } from "../disk/disk-reader.js";
import { FORMAT, formatOf, type Store } from "../disk/store.js";
import type { Finding } from "./finding.js";

export function checkFormat(store: Store): Finding[] {
  const finding = { id: undefined, path: store.layout.marker, fixable: false } as const;
  try {
    const format = formatOf(store);
    if (format === undefined || format <= FORMAT) return [];
    const evidence = `the queue has format ${format}, made by a newer dirq; this one knows ${FORMAT}, and writes nothing here`;
    return [{ ...finding, kind: "newer-format", evidence, remedy: "update dirq" }];
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const evidence = `it should be a file that says which format the queue has, and is ${error.message}`;
    return [{ ...finding, kind: "misplaced", evidence, remedy: "move it away" }];
  }
}
