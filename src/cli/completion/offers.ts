/** What stands in a place on the command line, for a shell that completes words. */
import type { JobState } from "../../queue/index.js";

export type Offer = OfferOfShell | OfferOfWords;

/** What a shell knows by itself. A command is any program, and then what that takes. */
type OfferOfShell = { readonly kind: "files" } | { readonly kind: "directories" } | { readonly kind: "command" };

export type OfferOfWords =
  | { readonly kind: "commands" | "batches" | "names" }
  /** Ids, of jobs in the trash. */
  | { readonly kind: "trashed" }
  /** Of a table of results: what the newest of them hold. */
  | ({ readonly kind: "columns" } & MaybeList)
  /** Ids, of jobs in these states; in any, where none are named. */
  | ({ readonly kind: "jobs"; readonly states?: readonly JobState[] } & MaybeList)
  | ({ readonly kind: "values"; readonly values: readonly string[] } & MaybeList);

interface MaybeList {
  /** Several in one word, with commas between. */
  readonly isList?: true;
}
