/** What a hostile queue does to `dirq`, and `dirq` to it: everything that would be wrong, in words. */
import { join } from "node:path";
import { unaccounted, withParams } from "./accounted.js";
import type { NumberedCase } from "./cases/all-cases.js";
import type { Commands, Ran } from "./commands.js";
import { Ground } from "./ground.js";
import { inventory } from "./inventory.js";
import { activeInBytes, activeOnTerminal } from "./printed.js";
import { callsIn, violations } from "./trace/judge.js";

export interface Complaints {
  /** Calls that lead out of the queue, and what has changed outside. */
  readonly outside: readonly string[];
  /** Things that are gone, or that looking alone has made. */
  readonly gone: readonly string[];
  /** Bytes that act on a terminal. */
  readonly active: readonly string[];
  /** What is no JSON though it was asked for. */
  readonly noJson: readonly string[];
  /** Ends that nobody foresaw: stacks of bugs. */
  readonly bugs: readonly string[];
  /** How many of the cases this machine could make: a socket takes python3, a device takes root. */
  readonly made: number;
  readonly ran: number;
  readonly traced: number;
}

export interface Itinerary {
  readonly looking: readonly (readonly string[])[];
  readonly changing: readonly (readonly string[])[];
  /** Whether what looks is also run on a terminal. */
  readonly onTerminal: boolean;
}

/** Makes a queue of these cases, runs the command lines in it, and says what was wrong. */
export async function visit(
  commands: Commands,
  cases: readonly NumberedCase[],
  itinerary: (words: readonly string[]) => Itinerary,
): Promise<Complaints> {
  const ground = new Ground();
  try {
    const made = cases.filter((each) => isMade(each, ground));
    const words = made.flatMap(({ id, words = (own) => [own] }) => words(id));
    return { ...(await run(commands, ground, itinerary(words))), made: made.length };
  } finally {
    ground.remove();
  }
}

function isMade(each: NumberedCase, ground: Ground): boolean {
  try {
    each.make(ground, each.id);
    return true;
  } catch (error) {
    const isOfProgram = error instanceof Error && ("status" in error || ("code" in error && error.code === "ENOENT"));
    if (isOfProgram) return false;
    throw error;
  }
}

async function run(
  commands: Commands,
  ground: Ground,
  { looking, changing, onTerminal }: Itinerary,
): Promise<Omit<Complaints, "made">> {
  const outside = JSON.stringify(inventory(ground.outside));
  const before = withParams(ground.jobs, inventory(ground.jobs));
  const looks = await commands.run(ground, looking);
  const drawn = onTerminal ? await commands.run(ground, looking, { terminal: true }) : [];
  const seen = inventory(ground.jobs);
  const changes = await commands.run(ground, changing);
  const redrawn = onTerminal ? await commands.run(ground, looking, { terminal: true }) : [];
  const after = inventory(ground.jobs);

  const piped = [...looks, ...changes];
  const all = [...piped, ...drawn, ...redrawn];
  const calls = callsIn(join(ground.directory, "trace.jsonl"));
  const isOutsideTheSame = JSON.stringify(inventory(ground.outside)) === outside;
  return {
    outside: [
      ...new Set(violations(calls, ground.bounds)),
      ...(isOutsideTheSame ? [] : ["what lies outside has changed"]),
    ],
    gone: [
      ...unaccounted(ground.jobs, before, after),
      ...pathsOnlyIn(before, seen).map((path) => `${path}, by looking`),
      ...pathsOnlyIn(seen, before).map((path) => `${path}, made by looking`),
    ],
    active: [
      ...piped.flatMap((ran) => complaint(ran, activeInBytes(ofPipe(ran)))),
      ...[...drawn, ...redrawn].flatMap((ran) =>
        complaint(ran, activeOnTerminal(Buffer.concat([ran.stdout, ran.stderr]))),
      ),
    ],
    noJson: all.flatMap((ran) => complaint(ran, ran.args.includes("--json") ? whyNoJson(ran) : undefined)),
    bugs: all.flatMap((ran) => complaint(ran, /\n +at .*/.exec(ran.stderr.toString())?.input.slice(0, 400))),
    ran: all.length,
    traced: calls.length,
  };
}

function pathsOnlyIn(
  these: readonly { readonly path: string }[],
  those: readonly { readonly path: string }[],
): string[] {
  const paths = new Set(those.map(({ path }) => path));
  return these.filter(({ path }) => !paths.has(path)).map(({ path }) => path);
}

/** A pipe gets every byte that a job has printed, and every character of its values as CSV. */
function ofPipe({ args, stdout, stderr }: Ran): Buffer {
  return args[0] === "logs" || args.includes("--csv") ? stderr : Buffer.concat([stdout, stderr]);
}

function complaint({ args }: Ran, about: string | undefined): string[] {
  return about === undefined ? [] : [`${JSON.stringify(args).slice(0, 200)}: ${about}`];
}

/** Nothing at all is all right: the error is said elsewhere. Not in Python's dialect, as the files are. */
function whyNoJson({ args, stdout }: Ran): string | undefined {
  const text = stdout.toString().trimEnd();
  const documents = args[0] === "results" ? text.split("\n") : [text];
  try {
    for (const document of documents) if (document !== "") JSON.parse(document);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
