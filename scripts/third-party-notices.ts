/**
 * Writes ThirdPartyNotices.txt: the licences of everything that ends up inside the bundles. Which packages those are,
 * the source maps of the bundles say.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./project.js";

const dist = path.join(projectRoot, "dist");

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

function main(): void {
  const notices = bundledPackages().map(notice);
  const head = "dirq contains code of these packages, under these licences.\n";
  writeFileSync(path.join(projectRoot, "ThirdPartyNotices.txt"), [head, ...notices].join(`\n${"-".repeat(80)}\n\n`));
}

/** Directories of the packages, in the order of their names. */
function bundledPackages(): readonly string[] {
  const maps = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".map"));
  if (maps.length === 0) throw new Error(`No source maps in ${dist}. Run \`npm run build\` first.`);
  const packages = maps.flatMap((name) => {
    const map = JSON.parse(readFileSync(path.join(dist, name), "utf8")) as { sources: string[] };
    return map.sources.flatMap((source) => packageOf(source) ?? []);
  });
  // What is bundled without a source map: the icons' font and styles.
  return [...new Set([...packages, "@vscode/codicons"])]
    .sort()
    .map((name) => path.join(projectRoot, "node_modules", name));
}

/** `…/node_modules/@scope/name/lib/file.js` belongs to `@scope/name`. */
function packageOf(source: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
}

function notice(directory: string): string {
  const manifest = JSON.parse(readFileSync(path.join(directory, "package.json"), "utf8")) as Manifest;
  const files = readdirSync(directory).filter((name) => /^licen[cs]e/i.test(name));
  if (files.length === 0 && manifest.license === undefined) throw new Error(`${manifest.name} names no licence.`);
  const texts = files.map((name) => readFileSync(path.join(directory, name), "utf8").trim());
  return `${manifest.name} ${manifest.version} (${manifest.license ?? "see below"})\n\n${texts.join("\n\n")}\n`;
}

main();
