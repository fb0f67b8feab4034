/** What a job was submitted with and what it left, as it is shown to the eyes: without what looks like a secret in it. */
import { JsonText, type JobParams } from "../../queue/index.js";
import { maskedJson, withoutSecrets } from "../../wording/index.js";

type Params = JobParams | JsonText;

/** `text`: a command, or what a job failed with. */
export function shownText(text: string, params: Params): string {
  return withoutSecrets(text, environmentIn(params));
}

/** `text`: JSON, be it the params or the result that came of them. */
export function shownJson(text: string, params: Params): string {
  return maskedJson(text, environmentIn(params));
}

function environmentIn(params: Params): unknown {
  return params instanceof JsonText ? params.get("env") : params["env"];
}
