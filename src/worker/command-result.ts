import type { JsonObject, JsonText, Outcome } from "../queue/index.js";

/** Returned by `processJob` for a command: its result with every number as it is spelled, and how it exited. */
export class CommandResult {
  constructor(
    private readonly result: JsonObject | JsonText,
    private readonly exitCode: number,
  ) {}

  get outcome(): Outcome {
    return { state: "completed", result: this.result, exitCode: this.exitCode };
  }
}
