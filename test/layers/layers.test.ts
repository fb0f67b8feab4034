import assert from "node:assert/strict";
import path from "node:path";
import { importsOf, readImports } from "./imports.js";
import { complaint } from "./rules.js";

describe("Layers", () => {
  it("import only what the table allows", () => {
    const imports = readImports(path.resolve(__dirname, "../../src"));
    assert.ok(imports.length > 50, `only ${imports.length} imports were found: is the path right?`);
    assert.deepEqual(
      imports.flatMap((found) => complaint(found) ?? []),
      [],
    );
  });

  const judged = (from: string, text: string): readonly (string | undefined)[] => importsOf(from, text).map(complaint);

  it("are entered through their index.ts", () => {
    assert.deepEqual(judged("cli/list.ts", `import { readJob } from "../queue/reader.js";`), [
      "cli/list.ts must enter queue through its index.ts, not queue/reader.ts",
    ]);
    assert.deepEqual(judged("cli/list.ts", `import { JobQueue } from "../queue/index.js";`), [undefined]);
    assert.deepEqual(judged("cli/commands/list.ts", `import { isShellJob } from "../../queue/job.js";`), [undefined]);
  });

  it("are layers again within the queue, one folder upon the other", () => {
    const text = `import { isPaused } from "../scheduling/pause.js";\nimport type { Taker } from "../changing/taker.js";`;
    assert.deepEqual(judged("queue/ending/finish.ts", text), [
      undefined,
      "queue/ending/finish.ts lies beneath queue/changing/taker.ts and must not import it",
    ]);
    assert.deepEqual(judged("queue/disk/disk.ts", `import { JobQueue } from "../job-queue.js";`), [
      "queue/disk/disk.ts lies beneath queue/job-queue.ts and must not import it",
    ]);
    assert.deepEqual(judged("queue/errors.ts", `import { asWord } from "./format/as-word.js";`), [
      "queue/errors.ts lies beneath queue/format/as-word.ts and must not import it",
    ]);
    assert.deepEqual(judged("queue/job-queue.ts", `import { mend } from "./doctor/mend.js";`), [undefined]);
  });

  it("keep the extension off the disk, by any way of importing", () => {
    const ways = [
      `import "node:fs";`,
      `export * from "node:fs/promises";`,
      `void import("node:fs");`,
      `require("node:fs");`,
    ];
    assert.deepEqual(judged("extension/tree.ts", ways.join("\n")), [
      "extension/tree.ts must not import node:fs",
      "extension/tree.ts must not import node:fs/promises",
      "extension/tree.ts must not import node:fs",
      "extension/tree.ts must not import node:fs",
    ]);
  });

  it("tell types from values", () => {
    const imports = [
      `import type { JobRow } from "../live/live-queue.js";`,
      `import { type JobRow, type Counts } from "../live/live-queue.js";`,
      `import { type JobRow, SORT_KEYS } from "../live/live-queue.js";`,
    ];
    assert.deepEqual(judged("webview/rows.ts", imports.join("\n")), [
      undefined,
      undefined,
      "webview/rows.ts may import only types from live: live/live-queue.ts",
    ]);
  });

  it("leave Node out of what is read in a page", () => {
    assert.deepEqual(judged("queue/job.ts", `import path from "node:path";`), [
      "queue/job.ts is read where there is no Node: node:path",
    ]);
  });
});
