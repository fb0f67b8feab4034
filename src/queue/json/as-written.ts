/**
 * Whether the text of a job's file is spelled as dirq and Python spell it. Then it can be shown to a program as it stands;
 * to take it apart and put it together again, with the same outcome, costs ten times as much.
 */
import type { JobState } from "../job.js";
import { endOfString } from "./exact-json.js";

/** The keys of a job's file in their order, each as it begins its line. A key that is none of these is looked at closely. */
const KEYS = [
  "created_at",
  "started_at",
  "finished_at",
  "error",
  "worker_name",
  "progress",
  "claim",
  "exit_code",
  "signal",
  "started_ms",
  "finished_ms",
].map((key) => `"${key}": `);

/**
 * Whether `indentJson` would change nothing of the text but white space at its end, whether it names this job in this
 * state, has no key twice, and is JSON by the letter. True only for the text of a file that was read as a job.
 */
export function isAsWritten(text: string, { id, state }: { readonly id: string; readonly state: JobState }): boolean {
  const start = `{\n  "id": ${JSON.stringify(id)},\n  "state": "${state}",\n  "params": `;
  return text.startsWith(start) && !BEYOND_ASCII.test(text) && isLaidOut(text, start.length);
}

const BEYOND_ASCII = /[^\n -~]/;

const [NEW_LINE, SPACE, QUOTE, COMMA, COLON] = [0x0a, 0x20, 0x22, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d];
/** Of Python's words for what is no number in JSON, NaN and Infinity. */
const [NO_JSON, NOR_THIS] = [0x4e, 0x49];

/** From the value of `params` on. What is JSON at all needs not to be looked for, only where it has which white space. */
function isLaidOut(text: string, start: number): boolean {
  let depth = 1;
  let nextKey = 0;
  for (let at = start; at < text.length;) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COLON:
        if (text.charCodeAt(at + 1) !== SPACE) return false;
        at += 2;
        break;
      case OPEN:
      case OPEN_LIST:
        if (isClose(text.charCodeAt(at + 1))) {
          at += 2;
          break;
        }
        depth++;
        if (!text.startsWith(lineOf(depth), at + 1)) return false;
        at += 1 + lineOf(depth).length;
        break;
      case COMMA:
        if (!text.startsWith(lineOf(depth), at + 1)) return false;
        at += 1 + lineOf(depth).length;
        if (depth > 1) break;
        while (nextKey < KEYS.length && !text.startsWith(KEYS[nextKey] ?? "", at)) nextKey++;
        if (nextKey === KEYS.length) return false;
        at += KEYS[nextKey++]?.length ?? 0;
        break;
      case NEW_LINE:
        depth--;
        if (!text.startsWith(lineOf(depth), at)) return false;
        at += lineOf(depth).length;
        if (!isClose(text.charCodeAt(at++))) return false;
        if (depth === 0) return true;
        break;
      case SPACE:
      case CLOSE:
      case CLOSE_LIST:
      case NO_JSON:
      case NOR_THIS:
        return false;
      default:
        at++;
    }
  }
  return false;
}

function isClose(code: number): boolean {
  return code === CLOSE || code === CLOSE_LIST;
}

const lines: string[] = [];

/** How a line begins that is so deep inside. */
function lineOf(depth: number): string {
  return (lines[depth] ??= `\n${"  ".repeat(depth)}`);
}
