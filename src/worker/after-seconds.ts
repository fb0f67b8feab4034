/** A timer holds 2^31 - 1 ms; a longer one would fire at once, and a job may be allowed a month. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls once after so many seconds, however many; the function returned prevents it. */
export function afterSeconds(seconds: number, call: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (ms: number) => {
    timer = setTimeout(
      () => (ms > LONGEST_TIMER_MS ? wait(ms - LONGEST_TIMER_MS) : call()),
      Math.min(ms, LONGEST_TIMER_MS),
    );
  };
  wait(seconds * 1000);
  return () => clearTimeout(timer);
}
