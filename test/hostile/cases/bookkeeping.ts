/** What may stand in the files of dirq's own bookkeeping, and in what a job leaves. */
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { newWorkerId } from "../../../src/queue/processes/identity.js";
import { pythonJob } from "../../queue/temporary-queue.js";
import type { Ground } from "../ground.js";
import { deadWorker, foreignWorker } from "./dead-worker.js";
import type { HostileCase } from "./hostile-case.js";

const ESCAPES = "\x1b[31m\x1b]0;title\x07\x9b31m\u202e\u2066\r\b\x00\x7f\ud800\u2028\ufeff";

const EVERYTHING_BAD: Readonly<Record<string, string>> = {
  "that is empty": "",
  "that is no JSON": ESCAPES,
  "that is null": "null",
  "that is deep": "[".repeat(500_000),
  "of wrong types": `{"worker": 1, "by": 2, "why": [], "id": {}, "waiting": 3}`,
  "with a prototype": `{"__proto__": {"id": "x", "by": "x", "why": "x"}}`,
};

function presence(changes: Readonly<Record<string, unknown>>): string {
  const record = { worker: "w", name: "w", host: "h", pid: 1, slots: 1, started_ms: 1, beat: 1, jobs: [] };
  return JSON.stringify({ ...record, ...changes });
}

const SWAPPED_NAMES: Readonly<Record<string, string>> = {
  "of two dots": "..~WORKER.1",
  "of a dot": ".~WORKER.1",
  "without an id": "~WORKER.1",
  "with an escape sequence": "\x1b[31m\n~WORKER.1",
  "of two dots that is decided": "..~WORKER.1.done",
  "of a dot that is decided": ".~WORKER.1.done",
  "with a counter without end": `x~WORKER.${"9".repeat(100)}`,
  "with a part that is none": "x~WORKER.1.other",
  "that only moves a job, to nowhere": "x~WORKER.r1~..",
  "that only moves a job, to a reason that is none": "x~WORKER.r1~UPPER",
};

function manifest(changes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ id: "x", state: "queued", removed_ms: Date.now(), ...changes });
}

const MANIFESTS: Readonly<Record<string, string>> = {
  "that leads out by its id": manifest({ id: "../../../outside/lure" }),
  "of two dots": manifest({ id: ".." }),
  "of a dot": manifest({ id: "." }),
  "of nothing": manifest({ id: "" }),
  "with a NUL": manifest({ id: "a\0b" }),
  "with escapes": manifest({ id: "\x1b[31m\u202e" }),
  "that leads out by its state": manifest({ state: "../../outside" }),
  "that leads out by its reason": manifest({ waiting: "../../../outside/lure" }),
  "removed at no time": manifest({ removed_ms: 1e300 }),
  "with an id longer than a name": manifest({ id: "x".repeat(5000) }),
  ...EVERYTHING_BAD,
};

let trashCounter = 0;

function trash(ground: Ground, phase: string, files: Readonly<Record<string, string>>): void {
  const random = `beef${(trashCounter += 1).toString(16).padStart(8, "0")}`;
  const time = new Date(Date.now() - 120_000).toISOString().replace(/[-:]|\..*/g, "");
  for (const [name, text] of Object.entries(files))
    ground.write(`.dirq/trash/${time}-${phase}-${random}/${name}`, text);
}

export const bookkeeping: readonly HostileCase[] = [
  ...Object.entries(EVERYTHING_BAD).map(([what, text]): HostileCase => ({
    name: `a cancel request ${what}`,
    make: (ground, id) => {
      ground.write(`.dirq/requests/${id}.cancel`, text);
      ground.write(`queued/${id}.json`, pythonJob("x"));
    },
  })),
  {
    name: "a cancel request with escapes",
    make: (ground, id) => {
      ground.write(`.dirq/requests/${id}.cancel`, JSON.stringify({ by: ESCAPES, why: ESCAPES }));
      ground.write(`queued/${id}.json`, pythonJob("x"));
    },
  },
  ...Object.entries(EVERYTHING_BAD).map(([what, text]): HostileCase => ({
    name: `a presence ${what}`,
    make: (ground, id) => ground.write(`.dirq/workers/${foreignWorker}${id}.json`, text),
  })),
  {
    name: "a presence with escapes",
    make: (ground, id) => {
      const worker = `${foreignWorker}${id}`;
      ground.write(`.dirq/workers/${worker}.json`, presence({ worker, name: ESCAPES, host: ESCAPES }));
    },
  },
  {
    name: "a presence with numbers that are none",
    make: (ground, id) => {
      const worker = `${foreignWorker}${id}`;
      ground.write(`.dirq/workers/${worker}.json`, presence({ worker, pid: -1, slots: 1e308, started_ms: 1e300 }));
    },
  },
  {
    name: "a presence that says another process is a living worker",
    make: (ground, id) => {
      const worker = newWorkerId().replace(/-[^-]+$/, `-${id}`);
      ground.write(`.dirq/workers/${worker}.json`, presence({ worker, name: "impostor", pid: -1 }));
    },
  },
  {
    name: "a presence whose name is an escape sequence",
    make: (ground) => ground.write(".dirq/workers/\x1b[31m\n.json", presence({ worker: "\x1b[31m\n", name: ESCAPES })),
  },
  ...Object.entries(SWAPPED_NAMES).flatMap(([what, name]) =>
    [deadWorker(), foreignWorker].map((worker, index): HostileCase => ({
      name: `a claim ${what}, of ${index === 0 ? "a dead worker" : "a stranger"}`,
      make: (ground, id) => {
        const file = name.replace("WORKER", worker).replace("x~", `${id}~`);
        ground.write(`.dirq/claims/${file}`, pythonJob("x"));
        if (file.endsWith(".done")) {
          ground.write(
            `.dirq/claims/${file.replace("done", "final")}`,
            pythonJob("x", { state: "completed", claim: "x" }),
          );
          ground.write(`.dirq/claims/${file.replace("done", "result")}`, "{}");
        }
      },
      words: (id) => [name.startsWith("x~") ? id : ".."],
    })),
  ),
  {
    name: "a failed attempt that is to wait outside",
    make: (ground, id) => {
      ground.write(`.dirq/claims/${id}~${deadWorker()}.1`, pythonJob("x"));
      ground.write(`.dirq/attempts/${id}~${deadWorker()}.1.failed`, `{"waiting":"../../../outside/lure"}`);
    },
  },
  ...["rm", "removing", "restoring", "purging"].flatMap((phase) =>
    Object.entries(MANIFESTS).map(([what, text]): HostileCase => ({
      name: `a manifest ${what}, ${phase}`,
      make: (ground, id) =>
        trash(ground, phase, {
          "manifest.json": text,
          "job.json": pythonJob("x", { id }),
          "results/result.json": `{"of": "${id}"}`,
        }),
    })),
  ),
  {
    name: "a removed job whose id is in the queue again, with results",
    make: (ground, id) => {
      trash(ground, "rm", { "manifest.json": manifest({ id }), "job.json": pythonJob("x"), "results/a": `of ${id}` });
      ground.write(`completed_results/${id}/b`, `newer, of ${id}`);
    },
  },
  {
    name: "a half-restored job whose results are there already",
    make: (ground, id) => {
      trash(ground, "restoring", {
        "manifest.json": manifest({ id }),
        "job.json": pythonJob("x"),
        "results/a": `of ${id}`,
      });
      ground.write(`completed_results/${id}/b`, `newer, of ${id}`);
    },
  },
  {
    name: "a trash folder with a name that is none",
    make: (ground) => ground.write(".dirq/trash/99999999T999999-rm-aaaaaaaaaaaa/manifest.json", manifest({})),
  },
  ...["result.json", "results.json", "error.txt", "output.log"].flatMap((file) =>
    [...Object.entries(EVERYTHING_BAD), ["of carriage returns", `${"\r".repeat(300_000)}x`] as const].map(
      ([what, text], index): HostileCase => ({
        name: `${file} ${what}`,
        make: (ground, id) => {
          const state = index % 2 === 0 ? "completed" : "failed";
          ground.write(`${state}/${id}.json`, pythonJob("x", { state, error: "no" }));
          ground.write(`completed_results/${id}/${file}`, text);
        },
      }),
    ),
  ),
  {
    name: "a result that says what was printed, with escapes",
    make: (ground, id) => {
      ground.write(`completed/${id}.json`, pythonJob("x", { state: "completed" }));
      ground.write(`completed_results/${id}/results.json`, JSON.stringify({ output: ESCAPES, [ESCAPES]: ESCAPES }));
    },
  },
  {
    name: "results without a job, named with an escape sequence",
    make: (ground) => ground.write("completed_results/\x1b[31m\u202e\n/result.json", "{}"),
  },
  {
    name: "the trash for results on another disk that is a link out",
    alone: true,
    make: (ground) => symlinkSync(ground.outside, ground.path("completed_results/.trash")),
  },
  {
    name: "a queue of a format without end",
    alone: true,
    make: (ground) => ground.write(".dirq/queue.json", `{"format": ${"9".repeat(1000)}}`),
  },
  {
    name: "a queue of a format that is an escape sequence",
    alone: true,
    make: (ground) => ground.write(".dirq/queue.json", `{"format": "${ESCAPES}"}`),
  },
  {
    name: "a .gitignore that is a link out, in a queue that is only begun",
    alone: true,
    make: (ground, id) => {
      ground.clear();
      symlinkSync(join(ground.outside, "new"), ground.path(".gitignore"));
      ground.write(`queued/${id}.json`, pythonJob("x"));
    },
  },
  ...["queued", ".dirq", ".dirq/tmp"].map((folder): HostileCase => ({
    name: `a queue that is only begun, its ${folder} a link out`,
    alone: true,
    make: (ground) => {
      ground.clear();
      ground.write("failed/.keep", "");
      ground.write(".dirq-kept", "");
      if (folder.includes("/")) ground.write(".dirq/.keep", "");
      symlinkSync(ground.outside, ground.path(folder));
    },
  })),
];
