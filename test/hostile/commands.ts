/** A process that runs command lines of `dirq`, one after the other and traced; it is ended when it blocks. */
import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { cleanEnvironment } from "../cli/dirq.js";
import type { Answer, Errand, Printed } from "./errand.js";
import type { Ground } from "./ground.js";

const CLI = resolve(__dirname, "../../dist/cli.js");

/** Whatever blocks has to be ended; on a busy machine a hundred command lines take their time. */
const DEADLINE_MS = 180_000;

export interface Ran {
  readonly args: readonly string[];
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export class Commands {
  private readonly folder = mkdtempSync(join(tmpdir(), "dirq-hostile-runner-"));
  private child: ChildProcess | undefined;

  constructor() {
    const entryPoints = [join(__dirname, "runner.ts"), join(__dirname, "trace/hook.ts")];
    buildSync({
      entryPoints,
      bundle: true,
      platform: "node",
      outdir: this.folder,
      outExtension: { ".js": ".cjs" },
      entryNames: "[name]",
    });
  }

  /** What is to be loaded before a program that is to be traced. */
  get hook(): string {
    return join(this.folder, "hook.cjs");
  }

  async run(
    ground: Ground,
    commandLines: readonly (readonly string[])[],
    { terminal = false, trace = join(ground.directory, "trace.jsonl") } = {},
  ): Promise<Ran[]> {
    const child = (this.child ??= this.start());
    const errand: Errand = {
      cli: CLI,
      cwd: ground.directory,
      temporary: ground.temporary,
      trace,
      commandLines,
      terminal,
    };
    const { runs } = await new Promise<Answer>((answered, failed) => {
      const blocked = setTimeout(() => this.end(), DEADLINE_MS);
      child.once(
        "message",
        (answer: Answer) => (clearTimeout(blocked), child.removeAllListeners("exit"), answered(answer)),
      );
      child.once("exit", (code, signal) => {
        clearTimeout(blocked);
        this.child = undefined;
        failed(
          new Error(`The program ended with ${code ?? signal} while it ran one of ${JSON.stringify(commandLines)}`),
        );
      });
      child.send(errand);
    });
    return runs.map(decoded);
  }

  close(): void {
    this.end();
    rmSync(this.folder, { recursive: true });
  }

  private end(): void {
    this.child?.kill("SIGKILL");
  }

  private start(): ChildProcess {
    return fork(join(this.folder, "runner.cjs"), [], {
      execArgv: ["--require", this.hook],
      env: cleanEnvironment(),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
  }
}

function decoded({ args, code, stdout, stderr }: Printed): Ran {
  return { args, code, stdout: Buffer.from(stdout, "base64"), stderr: Buffer.from(stderr, "base64") };
}
