/**
 * Says little: a line per suite, a failure in full. In Node and inside VS Code's extension host alike, and leaves the
 * counts in a file for whoever adds up several runs.
 */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { type Counts, countsFileVariable, noTests, subtractCounts } from "./counts.js";
import { say } from "./say.js";

/** Seconds from which on a suite is slow. */
const worthNaming = 5;

export class QuietReporter extends Mocha.reporters.Base {
  private beforeSuite = noTests;
  private suiteBegan = performance.now();

  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const events = Mocha.Runner.constants;
    runner.on(events.EVENT_SUITE_END, (suite) => {
      if (suite.parent?.root === true) this.endSuite(suite.title);
    });
    runner.once(events.EVENT_RUN_END, () => this.endRun());
  }

  private endSuite(title: string): void {
    const counts = this.counts();
    const { passed, failed, skipped } = subtractCounts(counts, this.beforeSuite);
    const parts = [`${passed} passed`];
    if (failed > 0) parts.push(`${failed} FAILED`);
    if (skipped > 0) parts.push(`${skipped} skipped`);
    const seconds = Math.round((performance.now() - this.suiteBegan) / 1000);
    say(`  ${title}: ${parts.join(", ")}${seconds >= worthNaming ? ` in ${seconds} s` : ""}`);
    this.beforeSuite = counts;
    this.suiteBegan = performance.now();
  }

  private endRun(): void {
    Mocha.reporters.Base.consoleLog = say;
    if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
    const file = process.env[countsFileVariable];
    if (file !== undefined) writeFileSync(file, JSON.stringify(this.counts()));
  }

  private counts(): Counts {
    return { passed: this.stats.passes, failed: this.stats.failures, skipped: this.stats.pending };
  }
}
