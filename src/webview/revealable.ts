/**
 * What of a job is masked until one asks for it: its variables by their names, and what else there is by a symbol, which
 * no variable is called.
 */

export const COMMAND = Symbol("command");
export const PARAMETERS = Symbol("parameters");
export const RESULT = Symbol("result");
export const ERROR = Symbol("error");

export type Revealable = string | symbol;
