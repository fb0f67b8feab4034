/** That the trash was emptied, in words. */
import { bytes } from "./bytes.js";
import { jobs } from "./counts.js";

/** `Deleted 12 jobs for good: 3.1 kB are free again.` */
export function emptiedWords(deleted: number, freedBytes: number): string {
  return `Deleted ${jobs(deleted)} for good: ${bytes(freedBytes)} ${freedBytes === 1 ? "is" : "are"} free again.`;
}
