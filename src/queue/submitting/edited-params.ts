/** What a person changes of a job before it is submitted again: its params as JSON text, and what is wrong with theirs. */
import { isAbsolute } from "node:path";
import type { Store } from "../disk/store.js";
import { DirqError, type TextFault } from "../errors.js";
import { isShellJob, type JsonObject } from "../job.js";
import { JsonText, readableJson } from "../json/exact-json.js";
import { faultAt, faultInJson, placeOf } from "../json/json-fault.js";
import { isNumber, isObject, isString } from "../json/shape.js";
import { lookFor } from "../reading/scan.js";
import { BOOKKEEPING_RULES, isAbsent, type Rule } from "../scheduling/bookkeeping-rules.js";
import { parentsOf, type Bookkeeping } from "../scheduling/bookkeeping.js";
import { paramsToResubmit } from "./resubmit.js";

/** dirq's own note, which nobody has to write. */
const RESUBMIT_OF = "resubmit_of";

/** What `resubmit` would submit. @throws DirqError as `paramsToResubmit` */
export function textToEdit(store: Store, id: string): string {
  const params = paramsToResubmit(store, id);
  const dirq = JsonText.parse(params.text("dirq") ?? "{}").set(RESUBMIT_OF, undefined);
  const edited = params.set("dirq", Object.keys(dirq.value()).length === 0 ? undefined : dirq);
  return `${readableJson(edited.toString())}\n`;
}

/** Why no job can be made of the text, where it says so. */
export function faultInEdited(store: Store, text: string): TextFault | undefined {
  const broken = faultInJson(text);
  if (broken !== undefined) return broken;
  if (!/^\s*\{/.test(text)) return faultAt(text, placeOf(text, []), "a job is an object in braces");
  const wrong = wrongMember(store, JsonText.parse(text).value());
  return wrong && faultAt(text, placeOf(text, wrong.path), wrong.words);
}

/** The params of the new job. @throws DirqError INVALID_JOB */
export function editedParams(store: Store, id: string, text: string): JsonText {
  const fault = faultInEdited(store, text);
  if (fault !== undefined)
    throw new DirqError("INVALID_JOB", `Cannot submit the edited job ${id}: line ${fault.line}: ${fault.words}.`);
  const params = JsonText.parse(text);
  return params.set("dirq", JsonText.parse(params.text("dirq") ?? "{}").set(RESUBMIT_OF, id));
}

interface WrongMember {
  /** The keys on the way to it. */
  readonly path: readonly string[];
  readonly words: string;
}

function wrongMember(store: Store, params: JsonObject): WrongMember | undefined {
  const { dirq = {} } = params;
  if (!isObject(dirq)) return { path: ["dirq"], words: "dirq has to be an object" };
  return (
    (isShellJob(params) || params["type"] === "shell" ? wrongIn(params, SHELL_JOB_RULES, []) : undefined) ??
    wrongIn(dirq, BOOKKEEPING_RULES, ["dirq"]) ??
    missingParent(store, dirq)
  );
}

/** What the shell worker asks for when it starts a job. */
const SHELL_JOB_RULES: Readonly<Record<string, Rule>> = {
  command: { holds: (value) => isString(value) && value.trim() !== "", words: "text, and not empty" },
  cwd: { holds: (value) => isAbsent(value) || (isString(value) && isAbsolute(value)), words: "an absolute path" },
  timeout: {
    holds: (value) => isAbsent(value) || (isNumber(value) && value > 0),
    words: "a number of seconds above 0",
  },
  env: {
    holds: (value) => isAbsent(value) || (isObject(value) && Object.values(value).every(isString)),
    words: "an object whose values are all text",
  },
};

function wrongIn(
  object: JsonObject,
  rules: Readonly<Record<string, Rule>>,
  path: readonly string[],
): WrongMember | undefined {
  const broken = Object.entries(rules).find(([key, { holds }]) => !holds(object[key]));
  return broken && { path: [...path, broken[0]], words: `${broken[0]} has to be ${broken[1].words}` };
}

function missingParent(store: Store, dirq: Bookkeeping): WrongMember | undefined {
  const parent = parentsOf(dirq).find((id) => lookFor(store, id) === undefined);
  if (parent === undefined) return undefined;
  const key = dirq.after?.includes(parent) === true ? "after" : "after_ok";
  return { path: ["dirq", key], words: `there is no job ${parent} to run after` };
}
