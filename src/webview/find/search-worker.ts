/**
 * Searching for a regular expression in a thread of its own: one such as `(a+)+$` can take longer than anybody lives, and
 * a page that searches by itself stands still until it is closed. A search that takes too long is given up.
 */
import { stretchesIn, type Stretch } from "./log-pattern.js";

/** Milliseconds for one piece of a log. */
const MOST_TIME = 2000;

const TOO_SLOW = "It was given up after 2 s on one piece of the output: make the expression simpler.";

interface Search {
  readonly lines: readonly string[];
  readonly pattern: RegExp;
}

export class SearchWorker {
  private worker: Worker | undefined;
  private timer: number | undefined;

  /** What `stretchesIn` says. One at a time: the search before is given up, and never answers. Rejects after too long. */
  search(lines: readonly string[], pattern: RegExp): Promise<Stretch[][]> {
    this.stop();
    this.worker ??= new Worker(workerAddress());
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        this.stop();
        reject(new Error(TOO_SLOW));
      };
      this.timer = setTimeout(fail, MOST_TIME);
      worker.onmessage = ({ data }: MessageEvent<Stretch[][]>) => {
        clearTimeout(this.timer);
        this.timer = undefined;
        resolve(data);
      };
      worker.postMessage({ lines, pattern } satisfies Search);
    });
  }

  /** Gives up the search that is under way. A thread that is at rest is kept for the next. */
  stop(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.worker?.terminate();
    this.worker = undefined;
  }
}

/** Runs in the worker, and is all that it knows: a webview may start one from text alone. */
function answerSearches(find: typeof stretchesIn): void {
  addEventListener("message", ({ data }: MessageEvent<Search>) => postMessage(find(data.lines, data.pattern)));
}

let address: string | undefined;
let policy: AddressPolicy | undefined;

function workerAddress(): string {
  const script = `(${String(answerSearches)})(${String(stretchesIn)})`;
  address ??= URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  // The page's policy lets no other script's address through. A browser without trusted types asks for none.
  policy ??= window.trustedTypes?.createPolicy("dirq-search", { createScriptURL: onlyOurs });
  return policy?.createScriptURL(address) ?? address;
}

function onlyOurs(asked: string): string {
  if (asked !== address) throw new TypeError("Only the search's own worker is started here.");
  return asked;
}

interface AddressPolicy {
  /** Not really a string, but taken for one by all that the DOM's types say. */
  createScriptURL(address: string): string;
}

declare global {
  interface Window {
    readonly trustedTypes?: { createPolicy(name: string, rules: AddressPolicy): AddressPolicy };
  }
}
