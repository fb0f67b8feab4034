/** What may stand in a job's file. */
import { scaled } from "../../faults/scale.js";
import { pythonJob } from "../../queue/temporary-queue.js";
import type { HostileCase } from "./hostile-case.js";

/** Not a job at all. */
const NO_JOBS: Readonly<Record<string, string | Buffer>> = {
  "is empty": "",
  "is cut off": pythonJob("x").slice(0, 40),
  "begins with a byte order mark": `\ufeff${pythonJob("x")}`,
  "is UTF-16": Buffer.from(`\ufeff${pythonJob("x")}`, "utf16le"),
  "is not UTF-8": Buffer.concat([Buffer.from(`{"x": "`), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from(`"}`)]),
  "is all NUL": Buffer.alloc(4096),
  "holds raw control characters": `{"\x1b[2J": "\x07"\n`,
  "is an array": "[]",
  "is null": "null",
  "is a string": `"\u001b[31m"`,
  "is a number with ten thousand digits": "9".repeat(10_000),
  "is ten thousand levels deep": `{"a":`.repeat(10_000),
  "is a million brackets": "[".repeat(1_000_000),
  "is one string that never ends": `{"a": "${"x".repeat(1_000_000)}`,
  "is a million backslashes": `{"a": "${"\\".repeat(1_000_000)}`,
  "has params that are null": pythonJob("x", { params: null }),
  "has params that are an array": pythonJob("x", { params: [] }),
  "has params that are a string": pythonJob("x", { params: "true" }),
  "has no created_at": pythonJob("x", { created_at: undefined }),
  "was created at no time": pythonJob("x", { created_at: "\u001b[31m yesterday" }),
  "is only a prototype": `{"__proto__": ${pythonJob("x")}}`,
};

/** Read as a job, with something odd about it. */
const ODD_JOBS: Readonly<Record<string, string>> = {
  "has the id of a path and a state that is none": pythonJob("x", { id: "../../x", state: "../outside" }),
  "has every key twice": pythonJob("x").replace("{", `{"id": "y", "params": {"command": "false"}, `),
  "has a prototype of its own": pythonJob("x").replace(
    "{",
    `{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, `,
  ),
  "ran at times that are none": pythonJob("x", {
    started_ms: 1e300,
    finished_ms: -1e300,
    created_at: "9999-12-31T23:59:59",
  }),
  "ended with a number that is no exit code": pythonJob("x", { exit_code: 1e300 }),
  "ended with half an exit code": pythonJob("x", { exit_code: -1.5 }),
  "ended with a signal that is an escape sequence": pythonJob("x", { signal: "\u001b[31mSIGKILL\u202e" }),
  "was run by an escape sequence": pythonJob("x", {
    worker_name: "\u001b]0;x\u0007\u009b31m",
    started_at: "2026-01-01T00:00:00",
  }),
  "failed with an escape sequence": pythonJob("x", { error: "\u001b[2J\r\nsecond line\u2028\u202e\ud800" }),
  "failed with a million carriage returns": pythonJob("x", { error: `${"\r".repeat(400_000)}x` }),
  "failed with a phrase that goes on": pythonJob("x", { error: `Cancelled by \u001b[31m: ${"a:".repeat(10_000)}` }),
  "has a claim that is a path": pythonJob("x", { claim: "../../outside/file" }),
  "has an endless progress": pythonJob("x", { progress: 0 }).replace(`"progress": 0`, `"progress": Infinity`),
  "has a progress that is no number": pythonJob("x", { progress: 0 }).replace(`"progress": 0`, `"progress": NaN`),
};

const DEEP = "[".repeat(890) + "]".repeat(890);

/** Half the size that a job may have at most; each command line reads all jobs several times. */
const MANY_KEYS = scaled(5_000, 50_000);

/** A job's params, as JSON text. */
const PARAMS: Readonly<Record<string, string>> = {
  "a command of nothing": `{"command": ""}`,
  "a command with a NUL": `{"command": "true \\u0000 x"}`,
  "a command with escapes": `{"command": "true '\\u001b[31m\\u202e\\u009b'"}`,
  "a command that is longer than the system takes": `{"command": "true ${"x".repeat(900_000)}"}`,
  "a command that is a list": `{"command": ["rm", "-rf", "/"]}`,
  "a type that is a list": `{"command": "true", "type": ["shell"]}`,
  "a name with escapes": `{"command": "true", "name": "\\u001b[2J\\u202eevil\\r\\n\\u0085"}`,
  "a name with a NUL": `{"command": "true", "name": "a\\u0000b"}`,
  "a name with half a character": `{"command": "true", "name": "\\ud83d \\udc00"}`,
  "a name of three hundred thousand marks": `{"command": "true", "name": "z${"\u0301".repeat(150_000)}"}`,
  "a name that is an object": `{"command": "true", "name": {"toString": null}}`,
  "a relative directory": `{"command": "true", "cwd": "../../.."}`,
  "a directory with a NUL": `{"command": "true", "cwd": "/tmp\\u0000"}`,
  "a directory with a line break and escapes": `{"command": "true", "cwd": "/nowhere\\n\\u001b[31m"}`,
  "a directory that is a file": `{"command": "true", "cwd": "/etc/passwd"}`,
  "a directory that is a large number": `{"command": "true", "cwd": 99999999999999999999}`,
  "an environment that is a list": `{"command": "true", "env": ["A=B"]}`,
  "an environment of numbers": `{"command": "true", "env": {"A": 1}}`,
  "an environment with odd names": `{"command": "true", "env": {"": "x", "A=B": "x", "\\u001b[31m": "\\u001b[31m", "__proto__": "x"}}`,
  "an environment with a NUL": `{"command": "true", "env": {"A": "a\\u0000b"}}`,
  "an environment that says it is dirq": `{"command": "true", "env": {"DIRQ_CLAIM": "x", "DIRQ_RESULT_DIR": "/", "DIRQ_PROGRESS": "/etc/passwd", "VIRTUAL_ENV": "/\\u0000"}}`,
  "a timeout of nothing": `{"command": "true", "timeout": 0}`,
  "a timeout that is negative": `{"command": "true", "timeout": -1}`,
  "a timeout that is no number": `{"command": "true", "timeout": NaN}`,
  "a timeout without end": `{"command": "true", "timeout": Infinity}`,
  "a timeout of more seconds than there are": `{"command": "true", "timeout": 1e308}`,
  "a timeout of too many digits": `{"command": "true", "timeout": 99999999999999999999}`,
  "numbers of all kinds": `{"n": [NaN, Infinity, -Infinity, 1e400, -0, ${"9".repeat(400)}]}`,
  "keys of the prototype": `{"__proto__": {"x": 1}, "constructor": null, "hasOwnProperty": 1, "toJSON": 1}`,
  "almost a thousand levels": `{"deep": ${DEEP}}`,
  "more keys than there is use for": `{${Array.from({ length: MANY_KEYS }, (_, n) => `"k${n}":0`).join()}}`,
  "bookkeeping that is a string": `{"command": "true", "dirq": "\\u001b[31m"}`,
  "bookkeeping that is a list": `{"command": "true", "dirq": [1]}`,
  "retries without end": `{"command": "true", "dirq": {"retries": Infinity, "retry_delay": 1e308}}`,
  "a delay before time began": `{"command": "exit 3", "dirq": {"retries": 2, "retry_delay": -1e300}}`,
  "parents that are paths": `{"command": "true", "dirq": {"after": ["..", "../../x", "", "\\u001b[31m"], "after_ok": ["\\u0000"]}}`,
  "a batch and an origin with escapes": `{"command": "true", "dirq": {"batch": "\\u001b[31m", "resubmit_of": "\\u202e/../x"}}`,
};

export const texts: readonly HostileCase[] = [
  ...Object.entries(NO_JOBS).map(([what, text]): HostileCase => ({
    name: `a queued file that ${what}`,
    make: (ground, id) => ground.write(`queued/${id}.json`, text),
  })),
  ...Object.entries(NO_JOBS).map(([what, text], index): HostileCase => ({
    name: `a file in another state that ${what}`,
    make: (ground, id) => {
      const path = [`running/${id}`, `completed/${id}`, `failed/${id}`, `waiting/${id}~held`][index % 4] ?? "";
      ground.write(`${path}.json`, text);
    },
  })),
  ...Object.entries(ODD_JOBS).map(([what, text]): HostileCase => ({
    name: `a queued job that ${what}`,
    make: (ground, id) => ground.write(`queued/${id}.json`, text),
  })),
  ...Object.entries(ODD_JOBS).map(([what, text], index): HostileCase => ({
    name: `a job in another state that ${what}`,
    make: (ground, id) => ground.write(`${["failed", "completed", "running"][index % 3]}/${id}.json`, text),
  })),
  ...Object.entries(PARAMS).map(([what, params]): HostileCase => ({
    name: `params with ${what}`,
    make: (ground, id) =>
      ground.write(
        `queued/${id}.json`,
        pythonJob("x", { params: 0 }).replace(`"params": 0`, () => `"params": ${params}`),
      ),
  })),
];
