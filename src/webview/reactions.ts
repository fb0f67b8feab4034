/** What a person can do on the page: what draws it is given these, and `job-panel.ts` says what each of them does. */
import type { HeldOutput } from "../live/live-queue.js";
import type { Query } from "./find/log-pattern.js";
import type { TreeReactions } from "./json/json-tree-view.js";
import type { PanelAction, PanelTab } from "./messages.js";
import type { Revealable } from "./revealable.js";

export interface Reactions {
  act(action: PanelAction): void;
  chooseTab(tab: PanelTab): void;
  showJob(id: string): void;
  /** Shows what is masked, or masks it again. */
  reveal(what: Revealable): void;
  showMoreVariables(): void;
  /** In the tree of the result. */
  readonly tree: TreeReactions;
  /** Searches in the output. */
  find(): void;
  setWrap(wrap: boolean): void;
  /** Asks for what stands in the log before what the page holds. */
  showEarlier(held: Omit<HeldOutput, "attempt">): void;
  /** Searches in all of the output, also in what the page does not hold. */
  searchAll(query: Query): void;
  /** Asks for the end of the output anew. */
  followAgain(): void;
  /** Shows the output of an earlier attempt; without a number, of the last. */
  chooseAttempt(attempt: number | undefined): void;
}
