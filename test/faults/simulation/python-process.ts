/** A process of the Python package, stepped call by call, and gone on with to its end. */
import type { Perform, Reply } from "./calls.js";
import { replyOf } from "./calls.js";
import { DIRECTORY } from "./core-process.js";
import type { Process, Step } from "./interleavings.js";
import { popNext, type Calls } from "./python-claim.js";

export function pythonClaim(id: string): Process {
  return {
    name: "python",
    next(replies: readonly Reply[]): Step {
      const calls = popNext(DIRECTORY, id);
      let step = calls.next();
      for (const reply of replies) step = calls.next(reply);
      return step.done === true ? { kind: "end", what: step.value } : { kind: "call", call: step.value };
    },
  };
}

/** Makes all calls at once. */
export function takeAll<T>(calls: Calls<T>, perform: Perform): T {
  let step = calls.next();
  while (step.done !== true) {
    const call = step.value;
    step = calls.next(replyOf(() => perform(call)));
  }
  return step.value;
}
