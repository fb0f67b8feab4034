/** The file that `npm pack` makes, and what becomes of it in an empty folder. `npm run build` comes first. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { run } from "../../scripts/processes/run.js";
import { type TemporaryDirectory, temporaryDirectory } from "../../scripts/processes/temporary-directory.js";
import manifest from "../../package.json";

const root = path.resolve(__dirname, "../..");
const programs = path.join(root, "node_modules", ".bin");

describe("The package on npm", function () {
  this.timeout(60_000); // Compilers run, and npm.
  let folder: TemporaryDirectory;
  let tarball: string;

  before(async () => {
    folder = temporaryDirectory("consumer");
    tarball = path.join(folder.path, `dirq-${manifest.version}.tgz`);
    await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder.path], { cwd: root });
    writeFileSync(path.join(folder.path, "package.json"), "{}");
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: folder.path });
  });
  after(() => folder.remove());

  it("holds the command line, the library and its types", () => {
    const installed = path.join(folder.path, "node_modules", "dirq");
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
    const outside = new Set(
      files.filter((file) => file !== "dist" && !file.startsWith(path.join("dist", "types", ""))),
    );
    // It is written when the package is made in earnest.
    outside.delete("ThirdPartyNotices.txt");
    assert.deepEqual([...outside].sort(), [
      ...["CHANGELOG.md", "LICENSE", "README.md"],
      ...["dist/any-command.js", "dist/beat-thread.js", "dist/cli.js"],
      ...["dist/extension.js", "dist/index.cjs", "dist/index.mjs"],
      ...["dist/sweeps.js", "package.json"],
    ]);
  });

  it("has nothing that publint complains of", async () => {
    await run(path.join(programs, "publint"), ["run", tarball, "--strict"]);
  });

  it("has types that are right in every way of importing it", async () => {
    await run(path.join(programs, "attw"), [tarball, "--format", "ascii", "--no-color", "--no-emoji"]);
  });

  it("brings the command", async () => {
    assert.equal(
      (await run("npx", ["--no", "--", "dirq", "--version"], { cwd: folder.path })).trim(),
      manifest.version,
    );
  });

  const runs = (name: string, code: string): Promise<string> => {
    writeFileSync(path.join(folder.path, name), code);
    return run(process.execPath, [name], { cwd: folder.path });
  };

  /** Its worker needs a file beside the bundle. */
  const use = `
    class Doubling extends Worker { processJob({ params }) { return { twice: 2 * params.n } } }
    const queue = new JobQueue("doubling");
    const { id } = queue.submit({ n: 4 });
    const live = new LiveQueue(queue);
    (async () => {
      void new Doubling(queue).run({ stopWhenEmpty: true });
      for await (const { status } of live.changes()) if (status.counts.completed > 0) break;
      console.log(queue.result(id));
      queue.remove(id);
      live.close();
    })();`;

  it("runs the README's first program", async () => {
    const [, program] =
      /```js\n(\/\/ hello\.mjs.*?)```/s.exec(readFileSync(path.join(root, "README.md"), "utf8")) ?? [];
    assert.ok(program !== undefined);
    const printed = (await runs("hello.mjs", program)).split(/\s+/).join(" ");
    assert.equal(printed, "hello completed hello world completed world ");
  });

  it("is imported", async () => {
    assert.equal(await runs("app.mjs", `import { JobQueue, LiveQueue, Worker } from "dirq"; ${use}`), "{ twice: 8 }\n");
  });

  it("is required", async () => {
    assert.equal(
      await runs("app.cjs", `const { JobQueue, LiveQueue, Worker } = require("dirq"); ${use}`),
      "{ twice: 8 }\n",
    );
  });

  const typed = `
    import { JobQueue, ShellWorker, Worker, type QueuedJob, type RunningJob } from "dirq";
    export const job: QueuedJob = new JobQueue("jobs").submit({ n: 1 });
    export class MyWorker extends Worker { override accepts = () => true; override processJob = async () => ({}) }
    interface Fit { readonly lr: number; readonly layers: readonly Layer[] }
    interface Layer { readonly size: number }
    interface Fitted { readonly loss: number }
    export class Fitting extends Worker<Fit, Fitted> {
      override async processJob({ params }: RunningJob<Fit>): Promise<Fitted> { return { loss: params.lr } }
    }
    const fits = new JobQueue<Fit, Fitted>("jobs");
    export const loss: number | undefined = fits.result(fits.submit({ lr: 1, layers: [{ size: 1 }] }).id)?.loss;
    export const workers = [new Fitting(fits), new Fitting("jobs"), new ShellWorker("jobs")];
    // @ts-expect-error JSON holds no Date.
    new JobQueue<{ readonly at: Date }>("jobs");
    // @ts-expect-error A queue is named by its directory.
    new JobQueue(1);`;

  /** Of the program and the package's own types: those of Node and of the language are others' to check. */
  const complaints = (names: readonly string[], options: ts.CompilerOptions): readonly string[] => {
    const files = names.map((name) => path.join(folder.path, name));
    for (const file of files) writeFileSync(file, typed);
    const program = ts.createProgram(files, {
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts"],
      strict: true,
      noEmit: true,
      types: ["node"],
      typeRoots: [path.join(root, "node_modules", "@types")],
      ...options,
    });
    const checked = program.getSourceFiles().filter(({ fileName }) => path.relative(root, fileName).startsWith(".."));
    return checked
      .flatMap((file) => ts.getPreEmitDiagnostics(program, file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  };

  it("brings its types to ES modules and CommonJS modules of Node", () => {
    assert.deepEqual(complaints(["app.mts", "app.cts"], { module: ts.ModuleKind.Node16 }), []);
  });

  it("brings its types to what is bundled", () => {
    const options = { module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler };
    assert.deepEqual(complaints(["app.ts"], options), []);
  });
});
