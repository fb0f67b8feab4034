/** Every verb of the protocol, to be killed, frozen and refused in the middle. */
import { RECOVERING } from "./recovering.js";
import { REMOVING } from "./removing.js";
import { RUNNING } from "./running.js";
import { SUBMITTING } from "./submitting.js";
import type { Verbs } from "./verb.js";
import { WAITING } from "./waiting.js";

export const VERBS: Verbs = { ...SUBMITTING, ...RUNNING, ...WAITING, ...REMOVING, ...RECOVERING };
