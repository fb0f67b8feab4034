import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";

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
