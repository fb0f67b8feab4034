/** The question before jobs are resubmitted of which some have been already. */
import { count, jobsIn, type Scope } from "../../wording/index.js";

export interface AgainQuestion {
  readonly question: string;
  readonly detail: string;
  /** The button for those alone that have not been; absent where there are none. */
  readonly others?: string;
  /** The button for all of them. */
  readonly all: string;
}

/** `fresh`: how many have not been resubmitted; `again`: how many have. */
export function againQuestion({ fresh, again }: { fresh: number; again: number }, scope: Scope): AgainQuestion {
  const been = `${again === 1 ? "has" : "have"} been resubmitted already`;
  if (fresh === 0) {
    const detail = `${again === 1 ? "It" : "Each of them"} has been resubmitted already: what came of that is in the queue.`;
    return { question: `Resubmit again: ${jobsIn(again, scope)}?`, detail, all: "Resubmit Again" };
  }
  return {
    question: `Resubmit ${jobsIn(fresh, scope)}?`,
    detail: `${count(again)} more ${been}: what came of that is in the queue.`,
    others: `Resubmit ${count(fresh)}`,
    all: `Resubmit All ${count(fresh + again)}`,
  };
}
