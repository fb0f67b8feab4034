// Builds everything that ships: one list of bundles, one loop. `--watch` rebuilds on change.
import { readFile } from "node:fs/promises";
import { build, context } from "esbuild";

const node = { platform: "node", target: "node20", format: "cjs" };
// A worker is named after its class, and people see the names of the library's classes. Elsewhere keeping them would
// cost: they are set by a call for each function at the start, a sixth of the time that `dirq submit` has.
const library = { ...node, keepNames: true };

/** Each bundle's entry, output and runtime. */
const bundles = [
  {
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/cli.js",
    ...node,
    // Its texts speak of `import` and `export`: the second line tells tools that look for these that it is CommonJS.
    banner: { js: "#!/usr/bin/env node\nmodule.exports = {};" },
  },
  { entryPoints: ["src/cli/any-command.ts"], outfile: "dist/any-command.js", ...node },
  { entryPoints: ["src/sweeps/index.ts"], outfile: "dist/sweeps.js", ...node },
  { entryPoints: ["src/queue-host.ts"], outfile: "dist/queue-host.js", ...node },
  {
    entryPoints: ["src/extension/index.ts"],
    outfile: "dist/extension.js",
    ...node,
    target: "node22",
    external: ["vscode", "#beat-thread"],
  },
  { entryPoints: ["src/index.ts"], outfile: "dist/index.cjs", ...library },
  {
    entryPoints: ["src/index.mts"],
    outfile: "dist/index.mjs",
    ...library,
    format: "esm",
    // The worker finds its thread's file with `require.resolve`.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  },
  { entryPoints: ["src/worker/beat/beat-thread.ts"], outfile: "dist/beat-thread.js", ...node },
  {
    entryPoints: ["src/webview/job-panel.ts"],
    outfile: "dist/webview/job-panel.js",
    platform: "browser",
    target: "es2023",
    format: "iife",
  },
  {
    entryPoints: ["media/webview/job-panel.css"],
    outfile: "dist/webview/job-panel.css",
    // The icons' font stands beside the style sheet, in the only folder that a panel may load from.
    loader: { ".ttf": "file" },
    assetNames: "[name]",
  },
];

/**
 * What only some calls of `dirq` need is loaded by them, from a bundle of its own: inside of one bundle an `import()` makes
 * every module that it shares with the others slower to start.
 */
const loadedOnUse = {
  name: "loaded on use",
  setup({ onResolve }) {
    onResolve({ filter: /\/sweeps\/index\.js$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./sweeps.js", external: true } : undefined,
    );
    onResolve({ filter: /^\.\/any-command\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * `import * as vscode` of CommonJS gives each file that has it a copy of all that VS Code's API holds, which took two thirds
 * of the extension's start. `import … = require` gives them the API itself.
 */
const apiWithoutCopies = {
  name: "API without copies",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]extension[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace('import * as vscode from "vscode"', 'import vscode = require("vscode")');
      return { contents, loader: "ts" };
    });
  },
};

const common = {
  bundle: true,
  minify: true,
  sourcemap: "linked",
  legalComments: "none",
  logLevel: "warning",
  external: ["#beat-thread"],
  plugins: [loadedOnUse, apiWithoutCopies],
};
const watching = process.argv.includes("--watch");

for (const bundle of bundles) {
  const options = { ...common, ...bundle };
  if (watching) await (await context(options)).watch();
  else await build(options);
}
