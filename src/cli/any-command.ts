/** The whole command line: parse, run, and end with a code. Nothing but src/cli prints or exits. */
import { Cli } from "./cli.js";
import { runProgram } from "./program.js";
import { report } from "./trouble.js";

async function main(argv: readonly string[]): Promise<void> {
  const cli = new Cli();
  try {
    await runProgram(cli, argv);
  } catch (error) {
    cli.exitCode = report(cli, error);
  }
  process.exitCode = cli.exitCode;
}

void main(process.argv.slice(2));
