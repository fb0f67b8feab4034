/** How a run that failed at one of many points is repeated at this point alone. */
import { relative } from "node:path";

/** Names, in the environment of a run, the one number that is to be tried of all that would be. */
export type CounterVariable = "DIRQ_TEST_K" | "DIRQ_TEST_J";

/** Names what else may be told to a run. */
type Variable = CounterVariable | "DIRQ_TEST_FAULTS" | "DIRQ_TEST_SEED" | "DIRQ_TEST_PATH";

/** 1, 2, 3 … for a loop that finds its own end; only the one number that the environment names, where it does. */
export function* countUp(variable: CounterVariable = "DIRQ_TEST_K"): Generator<number> {
  const only = process.env[variable];
  if (only !== undefined) yield Number(only);
  else for (let n = 1; ; n++) yield n;
}

/** Whether this number is to be tried: the one that the environment names, or any. */
export function isWanted(n: number, variable: CounterVariable = "DIRQ_TEST_K"): boolean {
  const only = process.env[variable];
  return only === undefined || Number(only) === n;
}

/** Tries each point from 1 up until one is past the end: false. Returns how many there were. @throws as `failedAt` says */
export async function tryEachPoint(
  test: Mocha.Runnable | undefined,
  what: string,
  at: (k: number) => boolean | Promise<boolean>,
): Promise<number> {
  let points = 0;
  for (const k of countUp()) {
    try {
      if (!(await at(k))) break;
    } catch (cause) {
      throw failedAt(test, { DIRQ_TEST_K: k }, { what: `${what}, k = ${k}`, cause });
    }
    points++;
  }
  return points;
}

/** What went wrong, and the command that does it again and nothing else. */
export function failedAt(
  test: Mocha.Runnable | undefined,
  point: Readonly<Partial<Record<Variable, string | number>>>,
  { what, cause }: { readonly what: string; readonly cause: unknown },
): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  const variables = Object.entries(point).map(([name, value]) => `${name}=${value}`);
  const file = relative(process.cwd(), test?.file ?? "");
  const command = [...variables, "npx mocha", file, "--fgrep", JSON.stringify(test?.fullTitle() ?? "")].join(" ");
  return new Error(`${what}: ${message}\nThis alone: ${command}`, { cause });
}
