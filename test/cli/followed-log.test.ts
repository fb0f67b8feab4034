import assert from "node:assert/strict";
import { appendFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { Cli } from "../../src/cli/cli.js";
import type { OutputPrinter } from "../../src/cli/showing/output-printer.js";
import { FollowedLog, followUntilOver } from "../../src/cli/watching/followed-log.js";
import { followLog } from "../../src/cli/watching/job-log.js";
import { JobQueue, type Places } from "../../src/queue/index.js";
import { pythonJob, temporaryDirectory, writeIn } from "../queue/temporary-queue.js";

/** A queue that notes which jobs are asked for, and has none of them at one of the looks, after which something happens. */
class WatchedQueue extends JobQueue {
  readonly asked: string[] = [];
  missed: { readonly at: number; readonly then: () => void } | undefined;

  override scanFor(ids: readonly string[]): Places {
    if (this.asked.push(ids.join(" ")) !== this.missed?.at) return super.scanFor(ids);
    setImmediate(this.missed.then);
    return new Map();
  }
}

describe("Following what jobs print", () => {
  let queue: WatchedQueue;
  beforeEach(() => {
    queue = new WatchedQueue(temporaryDirectory());
    queue.create();
    for (const id of ["a", "b"]) {
      writeIn(queue, `running/${id}.json`, pythonJob(id, { state: "running" }));
      writeIn(queue, `completed_results/${id}/output.log`, id);
    }
  });

  function complete(id: string): void {
    renameSync(join(queue.directory, `running/${id}.json`), join(queue.directory, `completed/${id}.json`));
  }

  function printer(print: (text: string) => void): OutputPrinter {
    return { print: (piece) => print(String(piece)), end: () => undefined };
  }

  it("a job that prints faster than it is shown keeps nobody from the others, nor from its own end", async () => {
    complete("b");
    const printed: string[] = [];
    let hasSignal = false;
    const print = (text: string): void => {
      printed.push(text);
      if (text === "b") complete("a");
      // It prints on and on while it runs.
      else if (!printed.includes("b") && printed.length < 1_000) appendFileSync(log, "a");
    };
    const log = join(queue.resultDirectory("a"), "output.log");
    const logs = ["a", "b"].map(
      (id) => new FollowedLog(new Cli(), { queue, id, printer: printer(print), last: undefined }, () => undefined),
    );
    setImmediate(() => (hasSignal = !printed.includes("b")));
    await followUntilOver(queue, logs, () => undefined);
    assert.deepEqual([printed.join(""), hasSignal], ["aaaaba", true]);
    assert.deepEqual(queue.asked, ["a b", "a b", "a"]);
  });

  it("one job that is in no folder at one look is followed to its end", async () => {
    const log = join(queue.resultDirectory("a"), "output.log");
    const goOn = (): void => {
      appendFileSync(log, "z");
      complete("a");
    };
    queue.missed = { at: 3, then: goOn };
    let printed = "";
    const print = (text: string): void => void (printed += text);
    await followLog(new Cli(), { queue, id: "a", printer: printer(print), last: undefined });
    assert.equal(printed, "az");
  });
});
