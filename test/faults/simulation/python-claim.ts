/** How a worker of the Python package (werq 0.6.0 with filelock) claims a job, call by call: `JobQueue.pop_next`. */
import { constants } from "node:fs";
import { valueOf, type Call, type Reply, type Value } from "./calls.js";

const { O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } = constants;

export type Calls<T> = Generator<Call, T, Reply>;

/** `raised`: its worker logs a critical error and goes on. */
export type PythonsClaim = "claimed" | "marked as failed" | "nothing" | "raised";

export function* popNext(directory: string, id: string): Calls<PythonsClaim> {
  const queued = `${directory}/queued/${id}.json`;
  const names = (yield* make({ name: "list", path: `${directory}/queued` })) as readonly string[];
  if (!names.includes(`${id}.json`)) return "nothing";
  try {
    return yield* withLock(`${directory}/queued/${id}.lock`, function* () {
      let text: string;
      try {
        text = yield* readText(queued);
      } catch {
        // shutil.move, which falls back to a copy.
        yield* attempt({ name: "rename", path: queued, to: `${directory}/failed/${id}.json` });
        text = yield* readText(queued);
      }
      return yield* start(directory, id, text);
    });
  } catch {
    return "raised";
  }
}

function* start(directory: string, id: string, text: string): Calls<PythonsClaim> {
  try {
    yield* make({ name: "unlink", path: `${directory}/queued/${id}.json` });
    yield* writeText(`${directory}/running/${id}.json`, rewritten(text, { state: "running", worker_name: "python" }));
    return "claimed";
  } catch (error) {
    yield* fail(directory, id, rewritten(text, { state: "failed", error: `Error starting job: ${String(error)}` }));
    return "marked as failed";
  }
}

/** It takes the file in `running/` for its own, whoever's it is. */
function* fail(directory: string, id: string, mark: string): Calls<void> {
  yield* withLock(`${directory}/running/${id}.lock`, function* () {
    yield* make({ name: "unlink", path: `${directory}/running/${id}.json` });
    yield* writeText(`${directory}/failed/${id}.json`, mark);
  });
  yield* make({ name: "mkdir", path: `${directory}/completed_results/${id}`, recursive: true });
  yield* writeText(`${directory}/completed_results/${id}/error.txt`, "Error starting job: made up\n\n");
}

/** What it does with a job that it has claimed. */
export function* complete(directory: string, id: string): Calls<void> {
  const text = yield* readText(`${directory}/running/${id}.json`);
  yield* make({ name: "unlink", path: `${directory}/running/${id}.json` });
  yield* writeText(`${directory}/completed/${id}.json`, rewritten(text, { state: "completed" }));
  yield* make({ name: "mkdir", path: `${directory}/completed_results/${id}`, recursive: true });
  yield* writeText(`${directory}/completed_results/${id}/results.json`, '{"by": "python"}');
}

/** Where something is raised inside, the lock is let go and its file stays. */
function* withLock<T>(path: string, inside: () => Calls<T>): Calls<T> {
  const file = yield* acquire(path);
  let result: T;
  try {
    result = yield* inside();
  } finally {
    yield* make({ name: "unlock", file });
    yield* make({ name: "close", file });
  }
  yield* attempt({ name: "unlink", path });
  return result;
}

function* acquire(path: string): Calls<number> {
  for (;;) {
    const created = yield* attempt({ name: "open", path, flags: O_RDWR | O_CREAT | O_EXCL });
    const file = (created ?? (yield* attempt({ name: "open", path, flags: O_RDWR }))) as number | undefined;
    if (file === undefined) continue;
    const isLocked = yield* make({ name: "lock", file });
    const attributes = yield* make({ name: "fstat", file });
    if (isLocked === true && typeof attributes === "object" && "links" in attributes && attributes.links > 0)
      return file;
    yield* make({ name: "close", file });
  }
}

function* readText(path: string): Calls<string> {
  const file = (yield* make({ name: "open", path, flags: O_RDONLY })) as number;
  const text = (yield* make({ name: "read", file })) as string;
  yield* make({ name: "close", file });
  return text;
}

function* writeText(path: string, bytes: string): Calls<void> {
  const file = (yield* make({ name: "open", path, flags: O_WRONLY | O_CREAT | O_TRUNC })) as number;
  yield* make({ name: "write", file, bytes, position: 0 });
  yield* make({ name: "close", file });
}

/** @throws as Python raises */
function* make(call: Call): Calls<Value> {
  return valueOf(yield call, call);
}

/** Undefined where Python would catch what is raised. */
function* attempt(call: Call): Calls<Value> {
  const reply = yield call;
  return "error" in reply ? undefined : reply.value;
}

function rewritten(text: string, changes: Readonly<Record<string, string>>): string {
  return JSON.stringify({ ...(JSON.parse(text) as object), ...changes }, null, 2);
}
