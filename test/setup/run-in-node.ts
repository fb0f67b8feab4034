/** Runs test files in this process: `tsx test/setup/run-in-node.ts FILE…`. For one file by hand, use `npx mocha FILE`. */
import Mocha from "mocha";
import { exitOnSignals } from "../../scripts/processes/process-group.js";
import { QuietReporter } from "./quiet-reporter.js";

exitOnSignals();
const mocha = new Mocha({ reporter: QuietReporter, timeout: 60_000 });
for (const file of process.argv.slice(2)) mocha.addFile(file);
// Something that a failed test left open must not keep the run from ending.
mocha.run((failures) => process.exit(failures === 0 ? 0 : 1));
