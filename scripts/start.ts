/**
 * `npm start`: builds dirq, makes a sample queue, runs a worker on it and opens VS Code with the extension on that
 * folder. With `--check` it looks at the result itself, in a headless browser.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { errorWords } from "../src/wording/error-words.js";
import { endWith } from "./processes/end-with.js";
import { run } from "./processes/run.js";
import { projectRoot } from "./project.js";
import { check } from "./start/check.js";
import { desktopCommand, openDesktop } from "./start/desktop.js";
import { makeSample, startWorker } from "./start/sample.js";
import { openServer } from "./start/server.js";
import { Started } from "./start/started.js";

const usage = `npm start                 build, fill a sample queue, start a worker on it, open VS Code on that folder
npm start -- --server     open a VS Code server in the browser, also where a desktop VS Code is installed
npm start -- --check      do it without a person: save pictures under out/check, fail unless all was there
npm start -- --help       show this

The desktop's \`code\` is used where it is on PATH, otherwise a VS Code server from npm (fetched once, some 800 MB) on a
free port of this machine. Ctrl-C ends everything that was started.
`;

async function main(flags: Flags): Promise<void> {
  if (flags.help) return void process.stdout.write(usage);
  const started = new Started();
  try {
    await Promise.race([session(flags, started), started.interrupted]);
  } finally {
    await started.stop();
  }
}

async function session(flags: Flags, started: Started): Promise<void> {
  console.log("Building …");
  await run(process.execPath, ["esbuild.mjs"], { cwd: projectRoot });
  const output = path.join(projectRoot, "out", flags.check ? "check" : "start");
  console.log(`Making the sample queue in ${output} …`);
  const folder = await makeSample(path.join(output, "iris"));
  if (flags.check) return check({ folder, output, started });

  const desktop = flags.server ? undefined : desktopCommand();
  const vscode = started.add(desktop === undefined ? await openServer(folder) : openDesktop(desktop, folder));
  console.log(`\n${vscode.where}\nThe jobs are behind the dirq icon in the bar at the left.`);
  console.log("Ctrl-C here ends VS Code, the worker and what the worker runs.\n");
  // Last: VS Code may have had to be fetched, and the sample is to be seen running.
  const worker = started.add(startWorker(folder));
  await Promise.race([vscode.ended, worker.ended]);
}

interface Flags {
  readonly check: boolean;
  readonly server: boolean;
  readonly help: boolean;
}

function readFlags(): Flags {
  try {
    const flag = { type: "boolean", default: false } as const;
    return parseArgs({ options: { check: flag, server: flag, help: { ...flag, short: "h" } } }).values;
  } catch (error) {
    console.error(`${errorWords(error)}\n\n${usage}`);
    process.exit(2);
  }
}

endWith(main(readFlags()));
