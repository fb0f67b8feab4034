import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../setup/until.js";
import { CLI, cleanEnvironment, ended, places, type Place } from "./dirq.js";

/** Starts `dirq` where the system gives no hints of what changes. */
type Start = (place: Place, args: readonly string[]) => ChildProcess;

const throwing = withWatch(`() => {
  throw Object.assign(new Error("System limit for number of file watchers reached"), { code: "ENOSPC" });
}`);

/** In a user namespace of its own a process may have less of everything. */
const NO_INOTIFY = ["-Ur", "sh", "-c", 'echo 0 > /proc/sys/user/max_inotify_instances && exec "$@"', "sh"];

/** For real where that is possible, else as it looks to the program. */
const exhausted: Start = (place, args) => {
  if (spawnSync("unshare", [...NO_INOTIFY, "true"]).status !== 0) return throwing(place, args);
  return place.own(
    spawn("unshare", [...NO_INOTIFY, process.execPath, CLI, ...args], {
      cwd: place.directory,
      env: cleanEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
};

const WAYS: Readonly<Record<string, Start>> = {
  "the user's inotify instances are used up": exhausted,
  "each watch fails after a moment": withWatch(`(...args) => {
    const watcher = watch(...args);
    setTimeout(() => watcher.emit("error", Object.assign(new Error("i/o error"), { code: "EIO" })), 20);
    return watcher;
  }`),
  "no watch ever tells anything": withWatch("(folder, options) => watch(__dirname + '/quiet', options)"),
};

/** With another `fs.watch`, whose source may use the real one as `watch`. */
function withWatch(source: string): Start {
  return (place, args) => {
    const preload = join(place.directory, "other-watch.cjs");
    mkdirSync(join(place.directory, "quiet"), { recursive: true });
    writeFileSync(
      preload,
      `const fs = require("node:fs"); const { watch } = fs; fs.watch = ${source}; require("node:module").syncBuiltinESMExports();`,
    );
    return place.start(args, { env: { NODE_OPTIONS: `--require ${preload}` } });
  };
}

describe("Where nothing tells of changes", function () {
  this.timeout(120_000);
  const here = places();

  for (const [way, start] of Object.entries(WAYS)) {
    it(`because ${way}: a worker, logs -f and monitor go on by looking`, async () => {
      const { place } = here;
      place.queue.create();
      const worker = start(place, ["worker", "--poll-interval", "0.1", "--slots", "2"]);
      await until("a worker is there", () => place.queue.hasWorker());
      const [id, other] = [place.submit(COMMAND), place.submit("sleep 300")];
      const [follow, monitor] = [start(place, ["logs", "-f", id]), start(place, ["monitor", id])];
      const [followed, monitored] = [ended(follow), ended(monitor)];
      await until("the progress is seen", () => progressOf(place, id) === 0.5);
      place.queue.cancel(other);
      await until("the other is cancelled", () => place.queue.ids("failed").includes(other));
      writeFileSync(join(place.directory, "go"), "");
      assert.deepEqual(await followed, { code: 0, stdout: "one\ntwo\n", stderr: "" });
      assert.equal((await monitored).code, 4);
      worker.kill("SIGTERM");
      assert.equal((await ended(worker)).code, 0);
    });
  }

  const COMMAND = 'echo one; echo 0.5 > "$DIRQ_PROGRESS"; until test -e go; do sleep 0.05; done; echo two; exit 4';

  function progressOf(place: Place, id: string): number | undefined {
    const job = place.queue.get(id);
    return job?.state === "running" ? job.progress : undefined;
  }
});
