/**
 * doctor: what is wrong with a queue, with the evidence and what would be done about it. Looking changes nothing. Only
 * what is safe can be fixed: no job, no result and nothing in the trash is ever deleted.
 */
import { join } from "node:path";
import type { Clocks } from "./recover.js";
import { JsonText } from "./exact-json.js";
import { isLostRaceMark } from "./heal.js";
import { livenessOf } from "./identity.js";
import { isShellJob, JOB_STATES, type JobState } from "./job.js";
import { workersPresent } from "./presence.js";
import { isBeingWritten, listJobs, readPlace } from "./reader.js";
import { claimsIn, idsIn, scan } from "./scan.js";
import type { Store } from "./store.js";
import { trashFolders } from "./trash/trash-folder.js";

export type FindingKind =
  | "damaged"
  | "two-states"
  | "false-mark"
  | "results-without-job"
  | "dead-worker"
  | "unknown-owner"
  | "starves-python"
  | "stray-lock"
  | "half-done"
  | "left-over";

export interface Finding {
  readonly kind: FindingKind;
  /** The job, where it is about one. */
  readonly id: string | undefined;
  /** Absolute path of what the finding is about. */
  readonly path: string;
  /** What is the case, and how that is known. */
  readonly evidence: string;
  /** What `fix` does, or what a person can do. */
  readonly remedy: string;
  readonly fixable: boolean;
}

const HOUR_MS = 3_600_000;
const STRAY_LOCK_MS = 24 * HOUR_MS;
const LEFT_OVER_MS = 36 * HOUR_MS;

/** One pass over the queue. `now`: milliseconds since 1970. */
export function diagnose(store: Store, now: Clocks["now"] = Date.now): Finding[] {
  return [
    ...damagedJobs(store),
    ...jobsInTwoStates(store),
    ...resultsWithoutJob(store),
    ...ownersOfRunningJobs(store),
    ...headOfTheQueue(store),
    ...strayLocks(store, now()),
    ...halfDoneOperations(store, now()),
    ...leftOvers(store, now()),
  ];
}

/** Removes what is of no use to anybody: stray locks and files that were never finished. Returns what it removed. */
export function sweep(store: Store, now: Clocks["now"] = Date.now): Finding[] {
  const garbage = [...strayLocks(store, now()), ...leftOvers(store, now())];
  return garbage.filter(({ path }) => store.disk.remove(path));
}

function damagedJobs(store: Store): Finding[] {
  return listJobs(store, {}).flatMap((job) => {
    if (job.state !== "damaged" || isBeingWritten(store, { id: job.id, state: job.folder })) return [];
    const remedy =
      job.folder === "queued"
        ? "a worker puts it into quarantine, if it is a file"
        : "look at it, mend it or remove it";
    return [{ kind: "damaged", id: job.id, path: job.path, evidence: job.reason, remedy, fixable: false }];
  });
}

/** Marks on jobs that stand elsewhere, left by Python workers that lost a race for them. */
export function falseMarks(store: Store): Finding[] {
  return jobsInTwoStates(store).filter(({ kind }) => kind === "false-mark");
}

function jobsInTwoStates(store: Store): Finding[] {
  const { disk, layout } = store;
  const folders = new Map<string, JobState[]>();
  for (const state of JOB_STATES) {
    for (const id of idsIn(store, state)) folders.set(id, [...(folders.get(id) ?? []), state]);
  }
  return [...folders].flatMap(([id, states]): Finding[] => {
    const counts = states.at(-1);
    if (states.length < 2 || counts === undefined) return [];
    const evidence = `it stands in ${states.join(" and in ")}`;
    const mark = layout.job("failed", id);
    if (states.includes("failed") && isLostRaceMark(disk, mark)) {
      const remedy = "move the failed mark, which a Python worker left when it lost a race, to the trash";
      return [{ kind: "false-mark", id, path: mark, evidence, remedy, fixable: true }];
    }
    const remedy = `${counts === "completed" || counts === "failed" ? counts : "the later state"} counts; remove the other file`;
    return [{ kind: "two-states", id, path: layout.job(states[0] ?? counts, id), evidence, remedy, fixable: false }];
  });
}

function resultsWithoutJob(store: Store): Finding[] {
  const { disk, layout } = store;
  const places = scan(store);
  const names = disk.names(layout.results).filter((name) => !name.startsWith(".") && !places.has(name));
  return names.map((id) => ({
    kind: "results-without-job",
    id,
    path: layout.resultDirectory(id),
    evidence: "no job with this id stands in any state",
    remedy: "look at it, and remove it if nobody needs it",
    fixable: false,
  }));
}

function ownersOfRunningJobs(store: Store): Finding[] {
  const { layout } = store;
  const claims = claimsIn(store);
  const dead = claims.filter(({ worker }) => livenessOf(worker) === "dead");
  const claimed = new Set(claims.map(({ id }) => id));
  const python = idsIn(store, "running").filter((id) => !claimed.has(id));
  return [
    ...dead.map(({ id, claim, why }): Finding => ({
      kind: "dead-worker",
      id,
      path: layout.claimFile(id, claim, why),
      evidence: "the process of the worker that had claimed it has ended",
      remedy: "give the job back to the queue, or bring its end to an end",
      fixable: true,
    })),
    ...python.map((id): Finding => ({
      kind: "unknown-owner",
      id,
      path: layout.job("running", id),
      evidence: "it runs without a claim: a Python worker has it, or had it when it died",
      remedy: "if that worker is gone, move the file back to queued/ by hand",
      fixable: false,
    })),
    ...workersPresent(store)
      .filter((worker) => livenessOf(worker) === "dead")
      .map((worker): Finding => ({
        kind: "dead-worker",
        id: undefined,
        path: layout.presence(worker),
        evidence: "the process of this worker has ended without taking leave",
        remedy: "bring back its jobs and forget it",
        fixable: true,
      })),
  ];
}

/** A Python worker looks only at the first queued file; one that it cannot run keeps it from all others. */
function headOfTheQueue(store: Store): Finding[] {
  const [id] = idsIn(store, "queued");
  const trouble = id === undefined ? undefined : troubleForPython(store, id);
  if (id === undefined || trouble === undefined) return [];
  const path = store.layout.job("queued", id);
  return [{ kind: "starves-python", id, path, ...trouble, fixable: false }];
}

function troubleForPython(store: Store, id: string): Pick<Finding, "evidence" | "remedy"> | undefined {
  const job = readPlace(store, { id, state: "queued" });
  const text = job === undefined || job.state === "damaged" ? "" : store.disk.read(store.layout.job("queued", id));
  if (job === undefined || text === undefined) return undefined;
  if (job.state === "damaged" || !isShellJob(job.params)) {
    const evidence =
      job.state === "damaged"
        ? `the first queued file is damaged: ${job.reason}`
        : "the first queued job is not a shell job";
    return {
      evidence,
      remedy: "a Python shell worker would fail it, or never get past it; dirq's own workers walk on",
    };
  }
  // Here a file's place overrules what it says of itself; in Python both have to agree.
  const inside = JsonText.parse(text);
  const expected = [
    ["state", "queued"],
    ["id", id],
  ] as const;
  const wrong = expected.find(([key, value]) => inside.get(key) !== value)?.[0];
  if (wrong === undefined) return undefined;
  return {
    evidence: `the first queued file, moved or copied here by hand, says ${wrong} ${inside.text(wrong) ?? "nothing"}`,
    remedy: "a Python worker never gets past it, dirq's own workers run it; or resubmit it, and remove this one",
  };
}

function strayLocks({ disk, layout }: Store, now: number): Finding[] {
  return JOB_STATES.flatMap((state) => {
    const locks = disk.names(layout.folder(state)).filter((name) => name.endsWith(".lock"));
    return locks.flatMap((name): Finding[] => {
      const id = name.slice(0, -".lock".length);
      const path = layout.lock(state, id);
      const age = now - (disk.stat(path)?.mtimeMs ?? now);
      if (age < STRAY_LOCK_MS || disk.exists(layout.job(state, id))) return [];
      return [
        {
          kind: "stray-lock",
          id,
          path,
          evidence: `${inHours(age)} old, and its job is not here`,
          remedy: "remove it",
          fixable: true,
        },
      ];
    });
  });
}

function halfDoneOperations(store: Store, now: number): Finding[] {
  const folders = trashFolders(store, "removing", "restoring", "purging").filter((folder) => folder.isAbandoned(now));
  return folders.map((folder) => ({
    kind: "half-done",
    id: folder.readManifest()?.id,
    path: folder.path,
    evidence: `${folder.phase} was begun and not finished`,
    remedy: "finish it",
    fixable: true,
  }));
}

/** Files that nobody will ever read: half-written ones, and probes of whether a rename works here. */
function leftOvers({ disk, layout }: Store, now: number): Finding[] {
  const probes = [...JOB_STATES.map((state) => layout.folder(state)), layout.waiting, layout.claims].flatMap((folder) =>
    disk
      .names(folder)
      .filter((name) => name.endsWith(".probe"))
      .map((name) => join(folder, name)),
  );
  const parts = disk.names(layout.tmp).map((name) => join(layout.tmp, name));
  return [...parts, ...probes].flatMap((path): Finding[] => {
    const age = now - (disk.stat(path)?.mtimeMs ?? now);
    if (age < LEFT_OVER_MS) return [];
    return [
      {
        kind: "left-over",
        id: undefined,
        path,
        evidence: `${inHours(age)} old, and never finished`,
        remedy: "remove it",
        fixable: true,
      },
    ];
  });
}

function inHours(ms: number): string {
  return `${Math.floor(ms / HOUR_MS)} hours`;
}
