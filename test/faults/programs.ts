import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { temporaryDirectory } from "../queue/temporary-queue.js";

/** In memory where the system has such a place: thousands of queues are made, and nothing here asks for a real disk. */
export function quickDirectory(): string {
  return temporaryDirectory(existsSync("/dev/shm") ? "/dev/shm" : undefined);
}

/** Builds a program of this folder that runs as a process of its own; for a `describe`. Returns its path. */
export function builtProgram(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), "dirq-test-"));
  const outfile = join(folder, `${name}.cjs`);
  before(() => {
    buildSync({
      entryPoints: [join(__dirname, `${name}.ts`)],
      bundle: true,
      platform: "node",
      outfile,
      logLevel: "error",
    });
  });
  after(() => rmSync(folder, { recursive: true }));
  return outfile;
}
