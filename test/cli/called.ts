/** The command line in this process, where a process for each of many calls would say no more. */
import { resolve } from "node:path";
import { Cli } from "../../src/cli/cli.js";
import { runProgram } from "../../src/cli/program.js";
import { Screen } from "../../src/cli/screen.js";
import { report } from "../../src/cli/trouble.js";
import type { Ended } from "./dirq.js";

/** What `dirq` prints in this directory, and the code that it would end with. */
export async function called(directory: string, args: readonly string[]): Promise<Ended> {
  const cli = new CliInDirectory(directory);
  try {
    await runProgram(cli, args);
  } catch (error) {
    cli.exitCode = report(cli, error);
  }
  return { code: cli.exitCode, stdout: cli.out.printed, stderr: cli.err.printed };
}

/** What comes of each, one after the other. */
export async function eachOf<From, To>(all: readonly From[], call: (one: From) => Promise<To>): Promise<To[]> {
  const ends: To[] = [];
  for (const one of all) ends.push(await call(one));
  return ends;
}

class CliInDirectory extends Cli {
  override readonly out = new Paper(1, {});
  override readonly err = new Paper(2, {});

  constructor(private readonly directory: string) {
    super();
  }

  override get jobsDirectory(): string {
    return resolve(this.directory, super.jobsDirectory);
  }
}

/** No terminal, and nobody who stops reading. */
class Paper extends Screen {
  printed = "";
  override get isTerminal(): boolean {
    return false;
  }

  override write(data: string | Uint8Array): void {
    this.printed += Buffer.from(data).toString();
  }
}
