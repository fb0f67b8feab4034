/** Every verb of the protocol, to be killed, frozen and refused in the middle, and to lose its power. */
import { LEFT_BEHIND } from "./left-behind.js";
import { RECOVERING } from "./recovering.js";
import { REMOVING } from "./removing.js";
import { RUNNING } from "./running.js";
import { SUBMITTING } from "./submitting.js";
import { TOGETHER } from "./together.js";
import type { Verbs } from "./verb.js";
import { WAITING } from "./waiting.js";

/** Verbs that somebody asked for and is told of when they are done: then they are to stand. */
export const ANSWERED: Verbs = { ...SUBMITTING, ...RUNNING, ...WAITING, ...REMOVING, ...TOGETHER, ...LEFT_BEHIND };

export const VERBS: Verbs = { ...ANSWERED, ...RECOVERING };
