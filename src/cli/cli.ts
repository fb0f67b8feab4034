/** What every command is given: the two streams, the queue's place, and the code to end with. */
import { printableLines, shellJoin } from "../wording/index.js";
import { EXIT } from "./exit-codes.js";
import { CannotWrite, Screen } from "./screen.js";

export class Cli {
  readonly out = new Screen(1);
  readonly err = new Screen(2);
  exitCode: number = EXIT.ok;
  /** Set by commands whose codes say something else: the one code that all trouble of their own gets. */
  troubleCode: number | undefined;
  /** What was called, for messages; undefined as long as nothing was. */
  commandName: string | undefined;
  private jobsDirOption: string | undefined;

  /** Takes over the options that every command has. Those after the command's name come later, and count. */
  configure(options: { readonly "jobs-dir"?: string | undefined; readonly "no-color"?: boolean | undefined }): void {
    this.jobsDirOption = options["jobs-dir"] ?? this.jobsDirOption;
    if (options["no-color"]) this.out.noColour = this.err.noColour = true;
  }

  get jobsDirectory(): string {
    return this.jobsDirOption ?? (process.env["DIRQ_JOBS_DIR"] || "jobs");
  }

  /**
   * Words for a person, made safe to show, since names of jobs and paths may be among them; data goes to `out`. Where
   * nobody listens any more, or a log has no room left, the work goes on without.
   */
  say(text: string, { prefix = "" }: { readonly prefix?: string } = {}): void {
    try {
      this.err.writeIfRead(`${prefix}${printableLines(text)}\n`);
    } catch (error) {
      if (!(error instanceof CannotWrite)) throw error;
    }
  }

  /** A command to copy and paste, which must mean the same queue again. */
  commandLine(...words: readonly string[]): string {
    const place = this.jobsDirOption === undefined ? [] : ["--jobs-dir", this.jobsDirOption];
    return shellJoin(["dirq", ...place, ...words]);
  }
}
