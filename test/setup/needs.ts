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

/** In a hook `skip` skips the whole suite. */
export function skipWithout(context: Mocha.Context, reason: string): never {
  if (process.env["CI"] === "true") throw new Error(`Nothing may be skipped with CI=true: ${reason}`);
  say(`  skipped: ${reason}`);
  return context.skip();
}
