/** What a test needs from outside the clone: where it cannot be had, a person's run goes on without, CI fails. */
import { say } from "./say.js";

/**
 * For a `before` hook: what `get` brings, or the reason printed and the tests of the suite skipped.
 *
 *     before(async function () { python = await need(this, pythonWerq); });
 */
export async function need<T>(context: Mocha.Context, get: () => Promise<T>): Promise<T> {
  try {
    return await get();
  } catch (error) {
    return skipWithout(context, error instanceof Error ? error.message : String(error));
  }
}

/** Skips the test, or the suite when called in a hook, for the reason given. With CI=true that is a failure. */
export function skipWithout(context: Mocha.Context, reason: string): never {
  if (process.env["CI"] === "true") throw new Error(`Nothing may be skipped with CI=true: ${reason}`);
  say(`  skipped: ${reason}`);
  return context.skip();
}
