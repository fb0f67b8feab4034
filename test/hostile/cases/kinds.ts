/** Things that are no regular files, at every place of the layout where one belongs; and files where a folder belongs. */
import { execFileSync } from "node:child_process";
import { closeSync, existsSync, ftruncateSync, linkSync, mkdirSync, openSync, renameSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { pythonJob } from "../../queue/temporary-queue.js";
import type { Ground } from "../ground.js";
import { deadWorker, foreignWorker } from "./dead-worker.js";
import type { HostileCase } from "./hostile-case.js";

type Make = (ground: Ground, path: string) => void;

const GIGABYTE = 1024 ** 3;

const KINDS: Readonly<Record<string, Make>> = {
  "a link out of the queue": (ground, path) => symlinkSync(join(ground.outside, "file.json"), path),
  "a link to a folder outside": (ground, path) => symlinkSync(ground.outside, path),
  "a link to nothing": (ground, path) => symlinkSync(join(ground.outside, "nothing"), path),
  "a link to itself": (_ground, path) => symlinkSync(path, path),
  "a folder": (_ground, path) => {
    mkdirSync(path);
    mkdirSync(join(path, "not empty"));
  },
  "a FIFO": (_ground, path) => void execFileSync("mkfifo", [path]),
  "a socket": (ground, path) => oneOfMany(ground, path, ["python3", "-c", SOCKET]),
  "a device": (ground, path) => oneOfMany(ground, path, ["mknod", "odd", "c", "1", "5"]),
  "a gigabyte": (_ground, path) => {
    const file = openSync(path, "wx");
    ftruncateSync(file, GIGABYTE);
    closeSync(file);
  },
};

const SOCKET = "import socket; socket.socket(socket.AF_UNIX).bind('odd')";

/** Makes one, called `odd`, in a folder of its own, and gives it a further name: a program for each would take a minute. */
function oneOfMany(ground: Ground, path: string, [program = "", ...words]: readonly string[]): void {
  const folder = join(ground.directory, program);
  if (!existsSync(folder)) {
    mkdirSync(folder);
    execFileSync(program, words, { cwd: folder, stdio: "ignore" });
  }
  linkSync(join(folder, "odd"), path);
}

/** Where the file of one job, or of dirq's own bookkeeping, belongs. `queued/` holds a good job of that id unless it is the place itself. */
const PLACES: Readonly<Record<string, (id: string) => string>> = {
  "a queued job": (id) => `queued/${id}.json`,
  "a waiting job": (id) => `waiting/${id}~held.json`,
  "a waiting job that is due": (id) => `waiting/${id}~at-1.json`,
  "a running job": (id) => `running/${id}.json`,
  "a completed job": (id) => `completed/${id}.json`,
  "a failed job": (id) => `failed/${id}.json`,
  "a lock": (id) => `queued/${id}.lock`,
  "a claim of a dead worker": (id) => `.dirq/claims/${id}~${deadWorker()}.1`,
  "a claim of a stranger": (id) => `.dirq/claims/${id}~${foreignWorker}.1`,
  "a decided claim of a dead worker": (id) => `.dirq/claims/${id}~${deadWorker()}.1.done`,
  "a staged end of a dead worker": (id) => `.dirq/claims/${id}~${deadWorker()}.1.final`,
  "a staged result of a dead worker": (id) => `.dirq/claims/${id}~${deadWorker()}.1.result`,
  "the record of a death": (id) => `.dirq/attempts/${id}~${deadWorker()}.1.died`,
  "the record of a failed attempt": (id) => `.dirq/attempts/${id}~${deadWorker()}.1.failed`,
  "a cancel request": (id) => `.dirq/requests/${id}.cancel`,
  "the presence of a dead worker": (id) => `.dirq/workers/${deadWorker(id)}.json`,
  "the presence of a stranger": (id) => `.dirq/workers/${foreignWorker}${id}.json`,
  "a worker's log": (id) => `.dirq/workers/${id}.log`,
  "a half-written file": (id) => `.dirq/tmp/${id}.part`,
  "a removed job": (id) => `.dirq/trash/${trashName(id)}`,
  "the manifest of a removed job": (id) => `.dirq/trash/${trashName(id)}/manifest.json`,
  "the file of a removed job": (id) => `.dirq/trash/${trashName(id)}/job.json`,
  "a removed job's results": (id) => `.dirq/trash/${trashName(id)}/results`,
  "a quarantined file": (id) => `.dirq/quarantine/${id}.json`,
  "a result directory": (id) => `completed_results/${id}`,
  "a result": (id) => `completed_results/${id}/result.json`,
  "a result for Python": (id) => `completed_results/${id}/results.json`,
  "an error": (id) => `completed_results/${id}/error.txt`,
  "an output": (id) => `completed_results/${id}/output.log`,
};

/** Folders and files that a queue has once. */
const FOLDERS = [
  "queued",
  "running",
  "completed",
  "failed",
  "waiting",
  ".dirq",
  ".dirq/tmp",
  ".dirq/claims",
  ".dirq/attempts",
  ".dirq/workers",
  ".dirq/requests",
  ".dirq/trash",
  ".dirq/quarantine",
  ".dirq/queue.json",
  ".dirq/paused",
];

/** In the middle of being removed, when it was begun just now; the random part is the id's. */
function trashName(id: string): string {
  const time = new Date().toISOString().replace(/[-:]|\..*/g, "");
  return `${time}-rm-${id.replace(/\D/g, "").padStart(12, "0")}`;
}

export const kinds: readonly HostileCase[] = Object.entries(KINDS).flatMap(([kind, make]) => [
  ...Object.entries(PLACES).map(([place, pathOf]): HostileCase => ({
    name: `${kind} in place of ${place}`,
    make: (ground, id) => {
      const path = ground.path(pathOf(id));
      goodCompany(ground, id, pathOf(id));
      mkdirSync(dirname(path), { recursive: true });
      make(ground, path);
    },
  })),
  ...FOLDERS.filter((folder) => folder !== ".dirq/paused" || kind !== "a gigabyte").map((folder): HostileCase => ({
    name: `${kind} in place of ${folder}`,
    alone: true,
    make: (ground, id) => {
      ground.write(`queued/${id}.json`, pythonJob("x"));
      const path = ground.path(folder);
      // What the queue had there lies outside now, as if somebody had put the link there who wants it to be found.
      if (existsSync(path)) renameSync(path, join(ground.outside, `was-${folder.replace("/", "-")}`));
      make(ground, path);
    },
  })),
]);

/** Makes the place be looked at: the other files of a job that has this one. */
function goodCompany(ground: Ground, id: string, path: string): void {
  if (path.includes("/trash/")) {
    if (!path.endsWith("/manifest.json") && path.split("/").length > 3)
      ground.write(`${dirname(path)}/manifest.json`, JSON.stringify({ id, state: "queued", removed_ms: Date.now() }));
    if (path.split("/").length > 3 && !path.endsWith("/job.json"))
      ground.write(`${dirname(path)}/job.json`, pythonJob("x"));
    return;
  }
  if (path.startsWith(".dirq/attempts")) ground.write(`.dirq/claims/${id}~${deadWorker()}.1`, pythonJob("x"));
  else if (path.endsWith(".final")) ground.write(`.dirq/claims/${id}~${deadWorker()}.1.done`, pythonJob("x"));
  else if (!/^(?:queued\/.*json|waiting|\.dirq\/claims)/.test(path)) ground.write(`queued/${id}.json`, pythonJob("x"));
}
