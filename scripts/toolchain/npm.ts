/** Installs packages into a directory of their own, with the npm and the registry that the person uses anyway. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { run, RunError } from "../processes/run.js";

export interface InstallOptions {
  /** Further arguments of `npm install`. */
  readonly args?: readonly string[];
  /** Directory that comes first on PATH: which Node the packages meet. */
  readonly nodeDirectory?: string;
}

/** Runs `npm install` in `directory`; without `packages` it installs what the package.json there asks for. */
export async function npmInstall(
  directory: string,
  packages: readonly string[],
  options: InstallOptions = {},
): Promise<void> {
  const manifest = path.join(directory, "package.json");
  // Without a manifest npm would look for one in the directories above.
  if (!existsSync(manifest)) await writeFile(manifest, `{ "private": true }\n`);
  const args = ["install", ...packages, ...(options.args ?? []), ...quickly];
  try {
    await runNpm(args, directory, environment(options.nodeDirectory));
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    // What npm says first is the reason; stack traces and advice follow.
    const reason = error.said.split("\n").slice(0, 4).join("\n");
    throw new Error(`npm install ${packages.join(" ")} failed\n${reason}`, { cause: error });
  }
}

/** Without a network npm would try for minutes. */
const quickly = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--no-audit", "--no-fund", "--loglevel=error"];

/** `npm` is a script: under `npm run` its path is known, otherwise the shell's one is taken. */
async function runNpm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const script = process.env["npm_execpath"];
  if (script?.endsWith("npm-cli.js")) await run(process.execPath, [script, ...args], { cwd, env });
  else await run("npm", args, { cwd, env });
}

function environment(nodeDirectory: string | undefined): NodeJS.ProcessEnv {
  if (nodeDirectory === undefined) return process.env;
  return { ...process.env, PATH: `${nodeDirectory}${path.delimiter}${process.env["PATH"] ?? ""}` };
}
