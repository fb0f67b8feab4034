/** Files that nobody will ever read: half-written ones, probes of the disk, and records about jobs that are gone. */
import { join } from "node:path";
import { PROBE } from "../disk/pass-through.js";
import type { Store } from "../disk/store.js";
import { workersPresent } from "../processes/presence.js";
import { scan } from "../reading/scan.js";
import { trashFolders } from "../trash/trash-folder.js";
import { inWords, type Finding } from "./finding.js";

/** Python's `tmp` habits and a night's sleep of a laptop are shorter. */
const LEFT_OVER_MS = 36 * 3_600_000;

/** As `Layout.resultPart` names them; nothing that dirq calls a job begins so. */
const RESULT_PART = /^\..+\.part$/;

export function checkLeftOvers(store: Store, now: number): Finding[] {
  return [
    ...unfinished(store).flatMap((path) => leftOver(store, path, "never finished", now)),
    ...recordsOfNobody(store, now),
  ];
}

function unfinished({ disk, layout }: Store): string[] {
  const probes = [layout.quarantine, ...layout.passage].flatMap((folder) =>
    disk
      .names(folder)
      .filter((name) => PROBE.test(name))
      .map((name) => join(folder, name)),
  );
  const parts = disk.names(layout.tmp).map((name) => join(layout.tmp, name));
  const partsOfResults = disk.names(layout.results).filter((name) => RESULT_PART.test(name));
  return [...parts, ...partsOfResults.map((name) => join(layout.results, name)), ...probes];
}

/** Records of attempts, priorities, and requests to cancel, go when their job ends; requests to stop when their worker does. */
function recordsOfNobody(store: Store, now: number): Finding[] {
  const { disk, layout } = store;
  const records = [layout.attempts, layout.requests, layout.priorities].flatMap((folder) =>
    disk.names(folder).map((name) => ({ path: join(folder, name), about: aboutWhom(name) })),
  );
  const old = records.filter(({ path }) => leftOver(store, path, "", now).length > 0);
  if (old.length === 0) return [];
  const known = new Set<string | undefined>([
    ...scan(store).keys(),
    ...trashFolders(store, "removing", "rm", "restoring").map((folder) => folder.readManifest()?.id),
    ...workersPresent(store),
  ]);
  const ofNobody = old.filter(({ about }) => !known.has(about));
  return ofNobody.flatMap(({ path }) => leftOver(store, path, "about a job or worker that is not here", now));
}

/** The id or the worker in the name of a record. */
function aboutWhom(name: string): string {
  return name.replace(/~.*|\.(?:cancel|stop|stop-now)$/, "");
}

function leftOver({ disk }: Store, path: string, what: string, now: number): Finding[] {
  const age = now - (disk.stat(path)?.mtimeMs ?? now);
  if (age < LEFT_OVER_MS) return [];
  const evidence = `${inWords(age)} old, and ${what}`;
  return [{ kind: "left-over", id: undefined, path, evidence, remedy: "remove it", fixable: true }];
}
