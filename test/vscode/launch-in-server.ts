/**
 * Does with a VS Code server and a headless browser what the desktop does with the same command line: opens the folder,
 * loads the extension under development, runs the tests in the extension host and ends with their exit code.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { endWith } from "../../scripts/processes/end-with.js";
import { exitOnSignals } from "../../scripts/processes/process-group.js";
import { vscodeServer } from "../../scripts/toolchain/vscode-server.js";
import { openWorkbench } from "../../scripts/vscode/page.js";
import { type RunningServer, startServer } from "../../scripts/vscode/server.js";
import { takePicture } from "./pictures.js";

/** Longer than any suite takes: an extension host that hangs must not hang the run. */
const deadlineMs = 300_000;

async function main(): Promise<number> {
  const flags = desktopFlags(process.argv.slice(2));
  const server = await startServer({
    server: await vscodeServer(),
    settings: userSettings(flags.userDataDirectory),
    trusted: flags.trusted,
    testDriver: true,
  });
  try {
    return await runTests(server, flags);
  } finally {
    await server.stop();
  }
}

interface DesktopFlags {
  readonly folder: string;
  readonly extension: string;
  readonly tests: string;
  readonly userDataDirectory: string | undefined;
  readonly trusted: boolean;
}

/** Those flags of the desktop that matter here; it takes many more, which a server has no use for. */
function desktopFlags(args: readonly string[]): DesktopFlags {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: "string" },
      extensionTestsPath: { type: "string" },
      "user-data-dir": { type: "string" },
      "disable-workspace-trust": { type: "boolean" },
    },
  });
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const [folder] = positionals;
  const extension = text("extensionDevelopmentPath");
  const tests = text("extensionTestsPath");
  if (folder === undefined || extension === undefined || tests === undefined) {
    throw new Error("Give a folder, --extensionDevelopmentPath=… and --extensionTestsPath=…");
  }
  const trusted = values["disable-workspace-trust"] === true;
  return { folder, extension, tests, userDataDirectory: text("user-data-dir"), trusted };
}

function userSettings(userDataDirectory: string | undefined): Record<string, unknown> {
  if (userDataDirectory === undefined) return {};
  const file = path.join(userDataDirectory, "User", "settings.json");
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

async function runTests(server: RunningServer, flags: DesktopFlags): Promise<number> {
  const payload = [
    ["extensionDevelopmentPath", server.uri(flags.extension)],
    ["extensionTestsPath", server.uri(flags.tests)],
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ] as const;
  // The workbench calls these two functions itself: with all that is logged in it, and when the tests have ended.
  const verbose = process.env["DIRQ_TEST_VERBOSE"] !== undefined;
  let ended: (code: number) => void;
  const exitCode = new Promise<number>((resolve) => (ended = resolve));
  const { page, close } = await openWorkbench(server.address(flags.folder, payload), {
    beforeLoad: async (page) => {
      await page.exposeFunction("codeAutomationLog", (_type: string, args: readonly unknown[]) => {
        if (verbose) console.log(...args);
      });
      await page.exposeFunction("codeAutomationExit", (code: number) => ended(code));
    },
  });
  try {
    const died = server.ended.then(() => fail("The VS Code server ended during the tests."));
    const late = new Promise<never>((_, reject) => {
      AbortSignal.timeout(deadlineMs).addEventListener("abort", () =>
        reject(new Error(`No end after ${deadlineMs / 1000} s.`)),
      );
    });
    const code = await Promise.race([exitCode, died, late]);
    if (code !== 0) await takePicture(page, "failed in the extension host");
    return code;
  } finally {
    await close();
  }
}

function fail(reason: string): never {
  throw new Error(reason);
}

exitOnSignals();
endWith(main());
