import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import ts from "typescript";
import manifest from "../../package.json";
import { type TemporaryDirectory, temporaryDirectory } from "../../scripts/processes/temporary-directory.js";

const root = path.resolve(__dirname, "../..");

describe("What is shipped", () => {
  it("keeps within its size, which is what it costs to start", () => {
    const limits = {
      "cli.js": 184,
      "extension.js": 160,
      "queue-host.js": 136,
      "sweeps.js": 16,
      "webview/job-panel.js": 200,
    };
    const tooLarge = Object.entries(limits).flatMap(([name, limit]) => {
      const kibibytes = Math.ceil(statSync(path.join(root, "dist", name)).size / 1024);
      return kibibytes > limit ? [`${name}: ${kibibytes} KiB of ${limit}`] : [];
    });
    assert.deepEqual(tooLarge, []);
  });

  it("knows VS Code in the extension alone", () => {
    const bundles = readdirSync(path.join(root, "dist")).filter((name) => /\.(c|m)?js$/.test(name));
    const knowing = bundles.filter((name) =>
      /["']vscode["']/.test(readFileSync(path.join(root, "dist", name), "utf8")),
    );
    assert.deepEqual(knowing, ["extension.js"]);
  });

  it("is in the .vsix what the extension and its worker need, and no more", async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const places = new Set(files.map((file) => file.replace(/^(dist\/webview|media|schemas)\/.*/, "$1")));
    // It is written when the extension is packaged.
    places.delete("ThirdPartyNotices.txt");
    assert.deepEqual([...places].sort(), [
      ...["CHANGELOG.md", "LICENSE", "README.md"],
      ...[
        "dist/beat-thread.js",
        "dist/cli.js",
        "dist/extension.js",
        "dist/index.mjs",
        "dist/queue-host.js",
        "dist/sweeps.js",
        "dist/webview",
      ],
      ...["media", "package.json", "schemas"],
    ]);
    assert.deepEqual(
      files.filter((file) => /\.(ts|map)$/.test(file)),
      [],
    );
  });

  it("brings a drawing for each step of the walkthrough, in no style that VS Code takes out of it", async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    for (const { media } of manifest.contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      assert.ok(files.includes(media.svg), `${media.svg} is not shipped`);
      const drawing = readFileSync(path.join(root, media.svg), "utf8");
      assert.ok(drawing.includes(`aria-label="${media.altText}"`), `${media.svg} says something else than its step`);
      assert.doesNotMatch(drawing, /style/);
    }
  });
});

describe("The library, installed elsewhere", () => {
  let consumer: TemporaryDirectory;

  before(() => {
    consumer = temporaryDirectory("consumer");
    // A copy, not a link: through a link it would find the packages that are installed here.
    for (const name of ["package.json", "dist"]) {
      cpSync(path.join(root, name), path.join(consumer.path, "node_modules", "dirq", name), { recursive: true });
    }
  });
  after(() => consumer.remove());

  const runs = (name: string, code: string): string => {
    writeFileSync(path.join(consumer.path, name), code);
    return execFileSync(process.execPath, [name], { cwd: consumer.path, encoding: "utf8" });
  };
  const use = `console.log(new JobQueue("jobs").submit({ n: 1 }).state)`;

  it("is imported", () => {
    assert.equal(runs("app.mjs", `import { JobQueue } from "dirq"; ${use};`), "queued\n");
  });

  it("is required", () => {
    assert.equal(runs("app.cjs", `const { JobQueue } = require("dirq"); ${use};`), "queued\n");
  });

  it("brings its types to both", function () {
    this.timeout(60_000); // A whole compiler runs.
    const code = `
      import { JobQueue, Worker, type QueuedJob } from "dirq";
      export const job: QueuedJob = new JobQueue("jobs").submit({ n: 1 });
      export class MyWorker extends Worker { override accepts = () => true; override processJob = async () => ({}) }
      // @ts-expect-error A queue is named by its directory.
      new JobQueue(1);`;
    const files = ["app.mts", "app.cts"].map((name) => path.join(consumer.path, name));
    for (const file of files) writeFileSync(file, code);
    const program = ts.createProgram(files, {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      types: ["node"],
      typeRoots: [path.join(root, "node_modules", "@types")],
    });
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    assert.deepEqual(messages, []);
  });
});
