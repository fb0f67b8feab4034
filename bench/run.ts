/**
 * Measures dirq beside the alternatives and prints a table:  npm run bench
 *
 *   npm run bench -- submit list      only these
 *   npm run bench -- --pairs 15       the median of so many pairs
 *   npm run bench -- --dir /scratch   on that disk instead of the temporary directory's
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { pythonWerq, type PythonWerq } from "../scripts/toolchain/python.js";
import { describeMachine } from "./machine.js";
import type { Bench, Measurement } from "./measurement.js";
import { calls } from "./measurements/calls.js";
import { claims } from "./measurements/claims.js";
import { crowd } from "./measurements/crowd.js";
import { idle } from "./measurements/idle.js";
import { list } from "./measurements/list.js";
import { memory } from "./measurements/memory.js";
import { output } from "./measurements/output.js";
import { submit } from "./measurements/submit.js";
import { tree } from "./measurements/tree.js";
import { typing } from "./measurements/typing.js";
import { worker } from "./measurements/worker.js";
import { dirqCli } from "./programs.js";
import { header, line } from "./table.js";

const measurements = new Map<string, Measurement>(
  Object.entries({ calls, submit, list, worker, claims, crowd, idle, memory, tree, typing, output }),
);

async function main(): Promise<void> {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: { pairs: { type: "string", default: "9" }, dir: { type: "string", default: tmpdir() } },
  });
  const chosen = positionals.length > 0 ? positionals : [...measurements.keys()];
  const unknown = chosen.find((name) => !measurements.has(name));
  if (unknown !== undefined) {
    throw new Error(`There is no measurement "${unknown}"; there are ${[...measurements.keys()].join(", ")}`);
  }
  if (!existsSync(dirqCli)) throw new Error(`${dirqCli} is not there to be measured. Run "npm run build" first.`);

  const root = mkdtempSync(path.join(options.dir, "dirq-bench-"));
  try {
    const python = await pythonIfThere();
    console.log(describeMachine(root, python).join("\n"));
    console.log(`\n${header()}`);
    const bench: Bench = {
      newDirectory: () => mkdtempSync(path.join(root, "d-")),
      pairs: Number(options.pairs),
      python,
    };
    for (const name of chosen) for await (const row of measurements.get(name)?.(bench) ?? []) console.log(line(row));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function pythonIfThere(): Promise<PythonWerq | undefined> {
  try {
    return await pythonWerq();
  } catch (error) {
    console.error(`Not measured against Python: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
