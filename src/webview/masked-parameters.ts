/** A job's parameters as they are shown until one asks for their secrets. */
import type { JobDetails } from "../live/live-queue.js";
import { maskedJson } from "../wording/index.js";

/** Where it would take too long to look for secrets, nothing is shown until one asks. */
const MOST_MASKED = 4_000_000;

/** The page is drawn each second, and the text may be long. */
let last = { text: "", masked: "" };

export function maskedParameters({ paramsText, env }: JobDetails): string {
  if (paramsText.length > MOST_MASKED) return "";
  if (paramsText !== last.text) last = { text: paramsText, masked: maskedJson(paramsText, env) };
  return last.masked;
}
