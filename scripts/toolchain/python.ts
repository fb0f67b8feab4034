/** The real Python package, for the tests that share one queue directory with it. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache.js";
import { run } from "../processes/run.js";

const werqVersion = "0.6.0";

export interface PythonWerq {
  /** The interpreter of the virtual environment that holds the package. */
  readonly python: string;
  /** The package's command line. */
  readonly werq: string;
  readonly version: string;
}

/** Makes a virtual environment holding `werq` the first time. Throws with the reason when it cannot be had. */
export async function pythonWerq(): Promise<PythonWerq> {
  const key = `werq-${werqVersion}-${process.platform}-${process.arch}`;
  const directory = await cached({ key, title: `the Python package werq ${werqVersion}` }, install);
  return { ...pathsIn(directory), version: werqVersion };
}

async function install(directory: string, finalDirectory: string): Promise<void> {
  const python = await python3();
  await run(python, ["-m", "venv", directory]);
  const inside = pathsIn(directory);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `werq==${werqVersion}`];
  await run(inside.python, pip);
  // The command's first line names the interpreter by its full path, which is about to change.
  const script = await readFile(inside.werq, "utf8");
  await writeFile(inside.werq, script.replaceAll(directory, finalDirectory));
}

/** The command of a Python that is new enough for the package. Which name it has differs between systems. */
export async function python3(): Promise<string> {
  const found: string[] = [];
  for (const name of ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"]) {
    const version = await run(name, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).catch(() => undefined);
    if (version === undefined) continue;
    const [major = 0, minor = 0] = version.trim().split(".").map(Number);
    if (major === 3 && minor >= 11) return name;
    found.push(`${name} is ${version.trim()}`);
  }
  throw new Error(
    `Python 3.11 or newer is needed${found.length > 0 ? ` (${found.join(", ")})` : ", none is on PATH"}.`,
  );
}

function pathsIn(directory: string): { python: string; werq: string } {
  if (process.platform === "win32") {
    const scripts = path.join(directory, "Scripts");
    return { python: path.join(scripts, "python.exe"), werq: path.join(scripts, "werq.exe") };
  }
  return { python: path.join(directory, "bin", "python"), werq: path.join(directory, "bin", "werq") };
}
