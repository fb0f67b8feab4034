/** A worker to run: the built-in one, or one that a person wrote, whose `import … from "dirq"` means this dirq. */
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { JobQueue } from "../../queue/index.js";
import type { ShellWorker, ShellWorkerOptions, Worker } from "../../worker/index.js";
import { CommandError } from "../trouble.js";

export interface WorkerSource {
  readonly jobsDirectory: string;
  /** The module of a custom worker; undefined for the built-in one. */
  readonly file: string | undefined;
  /** For the built-in one. */
  readonly options: ShellWorkerOptions;
}

/** The library beside this bundle. Workers run on it, not on this bundle's copy: their own imports mean it as well. */
interface Library {
  readonly JobQueue: typeof JobQueue;
  readonly ShellWorker: typeof ShellWorker;
  readonly Worker: typeof Worker;
}

type Runnable = Pick<Worker, "accepts" | "processJob">;
type RunnableClass = new (queue: JobQueue) => Runnable;

/** @throws CommandError when the file does not hold a worker */
export async function loadWorker({ jobsDirectory, file, options }: WorkerSource): Promise<Worker> {
  const libraryUrl = pathToFileURL(join(__dirname, "index.mjs")).href;
  const library = (await import(libraryUrl)) as Library;
  const queue = new library.JobQueue(jobsDirectory);
  if (file === undefined) return new library.ShellWorker(queue, options);
  if (!existsSync(file)) throw new CommandError(`Cannot load the worker ${file}: there is no such file.`);
  resolveDirqTo(libraryUrl);
  refuseTypeScriptIn(require);
  const runnable = construct(await importClass(file), queue, file);
  return runnable instanceof library.Worker ? runnable : adapt(runnable, queue, library.Worker);
}

/** What Node 22.15 and later have in place of `register`, which takes a thread, and of which Node 26 warns. */
interface SynchronousHooks {
  readonly registerHooks?: (hooks: {
    readonly resolve: (specifier: string, context: object, next: (...args: [string, object]) => object) => object;
  }) => void;
}

/** Also where dirq is not installed, or only as part of an editor: the module's own folder need not know it. */
function resolveDirqTo(libraryUrl: string): void {
  const { registerHooks } = nodeModule as SynchronousHooks;
  if (registerHooks === undefined) return resolveInThread(libraryUrl);
  const library = { url: libraryUrl, shortCircuit: true };
  registerHooks({
    resolve: (specifier, context, next) => (specifier === "dirq" ? library : next(specifier, context)),
  });
}

function resolveInThread(libraryUrl: string): void {
  const hook = `
    let library;
    export const initialize = (url) => { library = url; };
    export const resolve = (specifier, context, next) =>
      specifier === "dirq" ? { url: library, shortCircuit: true } : next(specifier, context);`;
  nodeModule.register(`data:text/javascript,${encodeURIComponent(hook)}`, { data: libraryUrl });
}

/** Where Node reads none, `import` says so, but `require` takes it for JavaScript, and its first type for a mistake. */
function refuseTypeScriptIn({ extensions }: NodeJS.Require): void {
  if ("typescript" in process.features && process.features.typescript !== false) return;
  for (const ending of [".ts", ".mts", ".cts"]) {
    // A loader that the person brought along has put its own there, or will, and calls this one with what it compiles.
    extensions[ending] ??= (module, file) => {
      try {
        extensions[".js"]?.(module, file);
      } catch (cause) {
        if (!isNodesMistakeIn(file, cause)) throw cause;
        const error = new TypeError(`Unknown file extension "${ending}" for ${file}`, { cause });
        throw Object.assign(error, { code: UNREAD });
      }
    };
  }
}

/** Not one that a person's loader has found, nor one met while the file ran: in JSON, or in a module that it requires. */
function isNodesMistakeIn(file: string, error: unknown): boolean {
  if (!(error instanceof SyntaxError)) return false;
  const calls = error.stack?.split("\n").filter((line) => line.startsWith("    at ")) ?? [];
  return calls[0]?.includes("(node:") === true && !calls.some((call) => call.includes(`${file}:`));
}

async function importClass(file: string): Promise<RunnableClass> {
  const exported = await importDefault(file);
  if (isRunnableClass(exported)) return exported;
  throw new CommandError(
    `${file} has no worker: its default export must be a class with accepts(job) and processJob(job, context).`,
  );
}

function construct(Runnable: RunnableClass, queue: JobQueue, file: string): Runnable {
  try {
    return new Runnable(queue);
  } catch (error) {
    throw new CommandError(`Cannot start the worker ${file}: its constructor failed.\n${traceOf(error)}`);
  }
}

async function importDefault(file: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(resolve(file)).href)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    const typeScript = unreadTypeScript(error);
    if (typeScript !== undefined) {
      throw new CommandError(
        `Cannot load the worker ${file}: ${typeScript} is TypeScript, which this Node ${process.versions.node} does not read. Run dirq with Node 22.18, or 23.6 or later, and without a flag that switches this off; or compile it and name its .js or .mjs file.`,
        { cause: error },
      );
    }
    // Whatever went wrong went wrong in a program of the user's, and its stack says where.
    throw new CommandError(`Cannot load the worker ${file}: ${traceOf(error)}`);
  }
}

const UNREAD = "ERR_UNKNOWN_FILE_EXTENSION";

/** The file that Node could not read: the worker's, or one that it imports. */
function unreadTypeScript(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error && error.code === UNREAD)) return undefined;
  return /"\.[cm]?ts" for (.+)/.exec(error.message)?.[1];
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** By its methods, not by its ancestors: it may extend the Worker of another copy of the library, or none. */
function isRunnableClass(value: unknown): value is RunnableClass {
  if (typeof value !== "function") return false;
  const prototype = (value as { readonly prototype?: Partial<Runnable> }).prototype;
  return typeof prototype?.accepts === "function" && typeof prototype.processJob === "function";
}

function adapt(runnable: Runnable, queue: JobQueue, Base: typeof Worker): Worker {
  return new (class extends Base {
    override accepts(...args: Parameters<Runnable["accepts"]>): boolean {
      return runnable.accepts(...args);
    }
    override processJob(...args: Parameters<Runnable["processJob"]>): ReturnType<Runnable["processJob"]> {
      return runnable.processJob(...args);
    }
  })(queue);
}
