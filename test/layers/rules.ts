/** Which layer of src may import what: CONTRIBUTING.md's table, as a machine checks it. */
import type { Import } from "./imports.js";

interface Layer {
  /** Other layers. */
  readonly layers?: readonly string[];
  /** Other layers, but only their types. */
  readonly types?: readonly string[];
  /** Of these, also the constants and functions in files that are free of Node. */
  readonly constants?: readonly string[];
  /** Packages, by name or as a pattern. A Node module is written `node:…`. */
  readonly packages?: readonly (string | RegExp)[];
}

const anyNode = /^node:/;
/** For its version. */
const manifest = "../package.json";

const layers: Readonly<Record<string, Layer>> = {
  queue: { packages: [anyNode] },
  wording: { types: ["queue"], constants: ["queue"] },
  sweeps: { layers: ["wording"] },
  worker: { layers: ["queue", "wording"], packages: [anyNode] },
  live: { layers: ["queue", "wording"], packages: [anyNode, "birpc"] },
  library: { layers: ["queue", "live"], packages: [anyNode] },
  cli: { layers: ["queue", "worker", "live", "sweeps", "wording"], packages: [anyNode, manifest, "string-width"] },
  // A disk may hang, and every other extension with it: files are the queue process's business.
  // Of the webview it knows the messages alone, whose shape it checks.
  extension: {
    layers: ["live", "sweeps", "wording", "webview"],
    types: ["queue"],
    constants: ["queue"],
    packages: [/^node:(?!fs\b)/, "vscode", "zod/mini"],
  },
  webview: {
    layers: ["wording"],
    types: ["queue", "live"],
    constants: ["queue"],
    packages: [/^lit\b/, "anser"],
  },
};

/** The folders of src/queue from the ground up: each may import those before it, and `beneath` them all. */
const foldersOfQueue: readonly string[] = [
  "json",
  "format",
  "disk",
  "reading",
  "processes",
  "scheduling",
  "submitting",
  "trash",
  "healing",
  "owning",
  "ending",
  "claiming",
  "changing",
  "recovering",
  "doctor",
];

/** Of what stands at the top of src/queue: words and small tools that know no folder. All else there is above the folders. */
const beneath: readonly string[] = ["clocks.ts", "errors.ts", "in-groups.ts", "job.ts", "random.ts", "unseen.ts"];

/** What single files may import on top: VS Code's own storage is no queue, and nobody waits for it. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  "extension/terminal/shim-files.ts": ["node:fs/promises"],
};

/** Files through which a layer is entered beside its index.ts: interfaces between processes, and what is free of Node. */
const doors: readonly string[] = [
  "live/live-queue.ts",
  "live/process/client.ts",
  "live/listing/sort-rows.ts",
  "queue/job.ts",
  "queue/errors.ts",
  "queue/unseen.ts",
  "queue/doctor/finding.ts",
  "queue/trash/trash-seen.ts",
  "webview/messages.ts",
];

/** These are read where there is no Node. */
const withoutNode: readonly string[] = [
  "queue/job.ts",
  "queue/errors.ts",
  "queue/unseen.ts",
  "queue/doctor/finding.ts",
  "queue/trash/trash-seen.ts",
  "live/live-queue.ts",
  "live/words/rows.ts",
  "webview/messages.ts",
];

/** What is wrong with an import, in words; undefined when nothing is. */
export function complaint({ from, to, typeOnly }: Import): string | undefined {
  const layerName = layerOf(from);
  // Files directly in src put the package together; they may enter any layer.
  const layer = layerName === undefined ? undefined : layers[layerName];
  const target = layerOf(to);
  if (target === undefined || !(target in layers)) {
    if (withoutNode.includes(from) && !typeOnly && anyNode.test(to))
      return `${from} is read where there is no Node: ${to}`;
    if (layer === undefined || isFileOfSrc(to) || allows(layer.packages, to) || allows(exceptions[from], to))
      return undefined;
    return `${from} must not import ${to}`;
  }
  if (target === layerName) return target === "queue" ? complaintWithinQueue(from, to) : undefined;
  if (!isEntry(to)) return `${from} must enter ${target} through its index.ts, not ${to}`;
  if (layer === undefined || layer.layers?.includes(target)) return undefined;
  if (layer.constants?.includes(target) && withoutNode.includes(to)) return undefined;
  if (layer.types?.includes(target)) {
    return typeOnly ? undefined : `${from} may import only types from ${target}: ${to}`;
  }
  return `${from} must not import ${to}`;
}

function complaintWithinQueue(from: string, to: string): string | undefined {
  return heightInQueue(from) < heightInQueue(to) ? `${from} lies beneath ${to} and must not import it` : undefined;
}

/** A folder that is not in the list is above all, so that none of the others can import it. */
function heightInQueue(file: string): number {
  const [first = "", second] = file.split("/").slice(1);
  if (second === undefined) return beneath.includes(first) ? -1 : foldersOfQueue.length;
  const height = foldersOfQueue.indexOf(first);
  return height < 0 ? foldersOfQueue.length : height;
}

function layerOf(file: string): string | undefined {
  return isFileOfSrc(file) && file.includes("/") ? file.split("/")[0] : undefined;
}

function isFileOfSrc(file: string): boolean {
  return file.endsWith(".ts");
}

function isEntry(file: string): boolean {
  return /^[^/]+\/index\.ts$/.test(file) || doors.includes(file);
}

function allows(packages: readonly (string | RegExp)[] = [], name: string): boolean {
  return packages.some((allowed) => (typeof allowed === "string" ? allowed === name : allowed.test(name)));
}
