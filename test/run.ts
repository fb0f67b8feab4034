/**
 * `npm test`: builds, runs every test there is and adds them up in one last line. A few run at a time, for each of them
 * waits as well as works. What they need from outside the clone is fetched when it is first needed (scripts/toolchain).
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { temporaryDirectory } from "../scripts/processes/temporary-directory.js";
import { addCounts, type Counts, countsFileVariable, noTests, readCounts, summaryLine } from "./setup/counts.js";
import { InTurn, type Voice } from "./setup/in-turn.js";

const root = path.resolve(__dirname, "..");

/** What `npm run build` does. */
const build = [["esbuild.mjs"], [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.library.json"]] as const;

/** One process that runs tests and leaves its counts. */
interface Part {
  readonly title: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

async function main(): Promise<number> {
  for (const step of build) {
    if ((await run(step)) !== 0) return stop(`The build failed: ${step.join(" ")}`);
  }

  const temporary = temporaryDirectory("test");
  const said = new InTurn((text) => process.stdout.write(text));
  let total = noTests;
  try {
    const groups = groupsOfParts().entries();
    const runSome = async (): Promise<void> => {
      for (const [index, parts] of groups) {
        const counts = await runParts(parts, said, path.join(temporary.path, `${index}.json`));
        total = addCounts(total, counts);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, runSome));
  } finally {
    temporary.remove();
  }
  console.log(`\n${summaryLine(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** How many parts run at the same time: more than this keep two cores no busier. */
const AT_A_TIME = 3;

/** Folders of tests that bring queues into trouble, many processes at a time. */
const troubled = ["faults", "hostile", "interop"];

/** What may run at the same time, the longest first; the parts of each, one after the other. */
function groupsOfParts(): readonly (readonly Part[])[] {
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(__dirname, name))
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
  const inFolders = (...folders: readonly string[]): string[] =>
    files.filter((file) => folders.includes(path.relative(__dirname, file).split(path.sep)[0] ?? ""));
  const mochaRun = path.join(__dirname, "setup", "run-in-node.ts");
  const hostRun = path.join(__dirname, "vscode", "run.ts");
  const ownPart = inFolders("vscode", "nodes", "cli", "webview", ...troubled);
  return [
    [{ title: "VS Code, its page", script: mochaRun, args: files.filter((file) => file.endsWith(".page.test.ts")) }],
    [{ title: "Node, the command line", script: mochaRun, args: inFolders("cli") }],
    [{ title: "Node, queues in trouble", script: mochaRun, args: inFolders(...troubled) }],
    [{ title: "Node, all else", script: mochaRun, args: files.filter((file) => !ownPart.includes(file)) }],
    [
      { title: "VS Code, its extension host", script: hostRun, args: [] },
      {
        title: "The oldest VS Code that is promised, its extension host",
        script: hostRun,
        args: [],
        env: { DIRQ_TEST_VSCODE: "floor" },
      },
      // They come with those two, which are there by now.
      { title: "Other versions of Node", script: mochaRun, args: inFolders("nodes") },
    ],
    [{ title: "Node, the pages of panels", script: mochaRun, args: inFolders("webview") }],
  ];
}

async function runParts(parts: readonly Part[], said: InTurn, countsFile: string): Promise<Counts> {
  const voice = said.add();
  let total = noTests;
  for (const part of parts) {
    total = addCounts(total, await runPart(part, voice, countsFile));
    rmSync(countsFile, { force: true });
  }
  voice.end();
  return total;
}

async function runPart(part: Part, voice: Voice, countsFile: string): Promise<Counts> {
  voice.say(`\n${part.title}\n`);
  const code = await run(["--import", "tsx", part.script, ...part.args], {
    env: { ...part.env, [countsFileVariable]: countsFile },
    voice,
  });
  const counts = readCounts(countsFile);
  if (counts !== undefined && (code === 0 || counts.failed > 0)) return counts;
  // It died, or failed outside a test.
  voice.say(`  ended with ${code} and no count of failures\n`);
  return addCounts(counts ?? noTests, { passed: 0, failed: 1, skipped: 0 });
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Who tells what it says; without, it says it itself. */
  readonly voice?: Voice;
}

async function run(args: readonly string[], { env, voice }: RunOptions = {}): Promise<number | string> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: voice === undefined ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  if (child.stdout !== null) voice?.hear(child.stdout);
  if (child.stderr !== null) voice?.hear(child.stderr);
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return code ?? signal ?? "no exit code";
}

function stop(reason: string): number {
  console.error(`${reason}.\n\n${summaryLine({ passed: 0, failed: 1, skipped: 0 })}`);
  return 1;
}

void main().then((code) => (process.exitCode = code));
