/**
 * The address of a document in which a job is edited before it is submitted again. It names the queue and the job, so
 * that a reload of the window finds both; its last part is what the tab shows, and ends in `.json` for the editor.
 */
import { beginning } from "../../wording/index.js";

export const EDIT_SCHEME = "dirq-edit";

export interface EditedJob {
  /** Absolute path of the queue. */
  readonly queue: string;
  readonly id: string;
}

interface EditAddress {
  readonly path: string;
  readonly query: string;
}

const MOST_OF_LABEL = 60;
/** All but letters, marks and digits of any script, emoji with what joins their parts, and harmless signs. */
const NOT_FOR_A_TAB = /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}\u200c\u200d ._=+,()@-]+/gu;

export function editAddress({ queue, id }: EditedJob, label: string): EditAddress {
  const name = beginning(label.replaceAll(NOT_FOR_A_TAB, "-"), MOST_OF_LABEL);
  return { path: `/Resubmit ${name}.json`, query: new URLSearchParams({ queue, id }).toString() };
}

/** Undefined for an address that is none of ours. */
export function readEditAddress({ query }: Pick<EditAddress, "query">): EditedJob | undefined {
  const parts = new URLSearchParams(query);
  const queue = parts.get("queue");
  const id = parts.get("id");
  return queue === null || id === null ? undefined : { queue, id };
}
