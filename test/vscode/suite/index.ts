/** The entry inside the extension host: VS Code calls `run`, and the tests have failed when it rejects. */
import { readdirSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import { QuietReporter } from "../../setup/quiet-reporter.js";

// Failures name the lines of the sources.
process.setSourceMapsEnabled(true);

export async function run(): Promise<void> {
  const mocha = new Mocha({ reporter: QuietReporter, timeout: 60_000 });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith(".test.js")) mocha.addFile(path.join(__dirname, name));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
