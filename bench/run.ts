/**
 * Measures dirq beside the alternatives and prints a table:  npm run bench
 *
 *   npm run bench -- submit list      only these
 *   npm run bench -- --pairs 15       the median of so many pairs
 *   npm run bench -- --peers          measures nothing: which other programs are here, and how to get the others
 *   npm run bench -- --dir /scratch   on that disk instead of the temporary directory's
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { endWith } from "../scripts/processes/end-with.js";
import { pythonWerq, type PythonWerq } from "../scripts/toolchain/python.js";
import { errorWords } from "../src/wording/error-words.js";
import { cleanEnvironment } from "./clean-environment.js";
import { describeMachine } from "./machine.js";
import type { Bench, Measurement } from "./measurement.js";
import { activation } from "./measurements/activation.js";
import { calls } from "./measurements/calls.js";
import { claims } from "./measurements/claims.js";
import { bulk } from "./measurements/bulk.js";
import { crowd } from "./measurements/crowd.js";
import { growth } from "./measurements/growth.js";
import { idle } from "./measurements/idle.js";
import { json } from "./measurements/json.js";
import { list } from "./measurements/list.js";
import { longRun } from "./measurements/long-run.js";
import { memory } from "./measurements/memory.js";
import { output } from "./measurements/output.js";
import { queues } from "./measurements/queues.js";
import { submit } from "./measurements/submit.js";
import { submits } from "./measurements/submits.js";
import { tree } from "./measurements/tree.js";
import { typing } from "./measurements/typing.js";
import { worker } from "./measurements/worker.js";
import { dirqCli } from "./programs.js";
import { describePeers } from "./peers.js";
import { header, line } from "./table.js";

const measurements = new Map<string, Measurement>(
  Object.entries({
    calls,
    submit,
    list,
    json,
    submits,
    bulk,
    claims,
    worker,
    queues,
    crowd,
    memory,
    "long-run": longRun,
    tree,
    output,
    activation,
    typing,
    idle,
  }),
);

/** Only where they are named. */
const onDemand = new Map<string, Measurement>(Object.entries({ growth }));

async function main(): Promise<void> {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pairs: { type: "string", default: "5" },
      dir: { type: "string", default: tmpdir() },
      peers: { type: "boolean", default: false },
    },
  });
  if (options.peers) return console.log(describePeers().join("\n"));
  const chosen = positionals.length > 0 ? positionals : [...measurements.keys()];
  const all = new Map([...measurements, ...onDemand]);
  const unknown = chosen.find((name) => !all.has(name));
  if (unknown !== undefined) {
    throw new Error(`There is no measurement "${unknown}"; there are ${[...all.keys()].join(", ")}`);
  }
  if (!existsSync(dirqCli)) throw new Error(`${dirqCli} is not there to be measured. Run "npm run build" first.`);

  const root = mkdtempSync(path.join(options.dir, "dirq-bench-"));
  try {
    const python = await pythonIfThere();
    cleanEnvironment();
    console.log(describeMachine(root, python).join("\n"));
    console.log(`\n${header()}`);
    const bench: Bench = {
      newDirectory: () => mkdtempSync(path.join(root, "d-")),
      pairs: Number(options.pairs),
      python,
    };
    const start = performance.now();
    for (const name of chosen) for await (const row of all.get(name)?.(bench) ?? []) console.log(line(row));
    console.log(`\nTaken in ${Math.round((performance.now() - start) / 1_000)} s.`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function pythonIfThere(): Promise<PythonWerq | undefined> {
  try {
    return await pythonWerq();
  } catch (error) {
    console.error(`Not measured against Python: ${errorWords(error)}`);
    return undefined;
  }
}

endWith(main());
