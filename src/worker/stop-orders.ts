/** Whether a worker was told to end: by its process's signals, or through the queue. */
import type { StopRequest } from "../queue/index.js";
import type { RunOptions } from "./worker.js";

export class StopOrders {
  /** What it was asked through the queue. */
  private asked: StopRequest | undefined;

  constructor(private readonly signals: Pick<RunOptions, "signal" | "killSignal">) {}

  /** Claim nothing more. */
  get isDraining(): boolean {
    return this.signals.signal?.aborted === true || this.asked !== undefined || this.isKilled;
  }

  /** And stop the running jobs. */
  get isKilled(): boolean {
    return this.signals.killSignal?.aborted === true || this.asked === "now";
  }

  /** Whether a request says something new. */
  heed(request: StopRequest | undefined): request is StopRequest {
    if (request === undefined || request === this.asked) return false;
    this.asked = request;
    return true;
  }

  /** It says by itself, through the queue, what its process was told: that is no news to it. */
  knowsOf(request: StopRequest): void {
    this.asked ??= request;
  }

  /** Returns what stops the listening. */
  listen({ onDrain, onKill }: { readonly onDrain: () => void; readonly onKill: () => void }): () => void {
    const { signal, killSignal } = this.signals;
    signal?.addEventListener("abort", onDrain);
    killSignal?.addEventListener("abort", onKill);
    return () => {
      signal?.removeEventListener("abort", onDrain);
      killSignal?.removeEventListener("abort", onKill);
    };
  }
}
