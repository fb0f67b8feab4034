/** Does something as if so many milliseconds had passed on the clock that never jumps. */
export function later<T>(ms: number, action: () => T): T {
  const now = performance.now.bind(performance);
  performance.now = () => now() + ms;
  try {
    return action();
  } finally {
    performance.now = now;
  }
}
