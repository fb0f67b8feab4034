/** Runs the examples as their readers would: as programs of their own, in a directory of their own. */
import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from "node:child_process";
import path from "node:path";

const projectRoot = path.resolve(import.meta.dirname, "../..");
export const examples = path.join(projectRoot, "examples");
export const sample = path.join(examples, "sample");

export interface ExampleOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A script of the sample, to its end. */
export function runSampleScript(words: readonly string[], { cwd, env }: ExampleOptions): SpawnSyncReturns<string> {
  const [script = "", ...args] = words;
  return spawnSync(process.execPath, [path.join(sample, script), ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
}

/** An example in TypeScript. Inside this repository "dirq" is its source, by the `paths` of tsconfig.node.json. */
export function startTypeScript(file: string, { cwd }: ExampleOptions): ChildProcess {
  return spawn(process.execPath, ["--import", import.meta.resolve("tsx"), path.join(examples, file)], {
    cwd,
    env: { ...process.env, TSX_TSCONFIG_PATH: path.join(projectRoot, "tsconfig.node.json") },
    stdio: ["ignore", "pipe", "inherit"],
  });
}
