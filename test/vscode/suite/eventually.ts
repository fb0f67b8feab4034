/** Waits until a condition holds, for half a minute at most. */
export async function eventually(what: string, condition: () => PromiseLike<unknown>): Promise<void> {
  const end = Date.now() + 30_000;
  while ((await condition()) !== true) {
    if (Date.now() > end) throw new Error(`Waited 30 s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
