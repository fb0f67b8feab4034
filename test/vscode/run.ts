/**
 * Runs the suites of test/vscode/suite inside a real extension host. By default that of a VS Code server from npm;
 * with `--desktop` that of a desktop VS Code, which is downloaded.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { endWith } from "../../scripts/processes/end-with.js";
import { temporaryDirectory } from "../../scripts/processes/temporary-directory.js";
import { browser } from "../../scripts/toolchain/browser.js";
import { vscodeServer } from "../../scripts/toolchain/vscode-server.js";
import { errorWords } from "../../src/wording/error-words.js";
import { countsFileVariable, noTests } from "../setup/counts.js";
import { outputFileVariable } from "../setup/say.js";

const root = path.resolve(__dirname, "../..");
const sources = path.join(__dirname, "suite");
const bundles = path.join(root, "out", "test", "suite");

async function main(): Promise<void> {
  const desktop = process.argv.includes("--desktop");
  if (!desktop && !(await serverCanBeHad())) return;
  await bundle();
  const temporary = temporaryDirectory("suite");
  const output = path.join(temporary.path, "output.txt");
  await writeFile(output, "");
  try {
    await runTests({
      ...(desktop ? {} : { vscodeExecutablePath: path.join(__dirname, "launcher.mjs") }),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(bundles, "index.js"),
      extensionTestsEnv: { [outputFileVariable]: output },
      launchArgs: await launchArguments(temporary.path),
    });
  } finally {
    process.stdout.write(await readFile(output, "utf8"));
    temporary.remove();
  }
}

/** Without it a person's run counts one skipped test, and CI fails. */
async function serverCanBeHad(): Promise<boolean> {
  try {
    await Promise.all([vscodeServer(), browser()]);
    return true;
  } catch (error) {
    if (process.env["CI"] === "true") throw error;
    console.log(`  skipped: ${errorWords(error)}`);
    const file = process.env[countsFileVariable];
    if (file !== undefined) await writeFile(file, JSON.stringify({ ...noTests, skipped: 1 }));
    return false;
  }
}

/** Mocha stays outside the bundles: they must share one, and it loads files by name. */
async function bundle(): Promise<void> {
  await rm(bundles, { recursive: true, force: true });
  const tests = (await readdir(sources)).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: ["index.ts", ...tests].map((name) => path.join(sources, name)),
    outdir: bundles,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}

/** An empty folder to work in, and user data of our own, so that nobody's settings are met or changed. */
async function launchArguments(temporary: string): Promise<string[]> {
  const folder = path.join(temporary, "workspace");
  const userData = path.join(temporary, "user-data");
  await mkdir(folder);
  await mkdir(path.join(userData, "User"), { recursive: true });
  await writeFile(path.join(userData, "User", "settings.json"), "{}");
  return [folder, `--user-data-dir=${userData}`, `--extensions-dir=${path.join(temporary, "extensions")}`];
}

endWith(main());
