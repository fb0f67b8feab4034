import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mock } from "node:test";
import { build } from "esbuild";
import { temporaryDirectory as directoryFor } from "../../scripts/processes/temporary-directory.js";
import { NoAnswer, QueueClient, Unanswered } from "../../src/live/process/client.js";
import type { Answering, DetailsChange, FollowedOutput, QueueStatus } from "../../src/live/live-queue.js";
import type { JobQueue } from "../../src/queue/index.js";
import { temporaryQueue } from "../queue/temporary-queue.js";
import { silentEvents } from "./silent-events.js";
import { isAlive } from "../setup/is-alive.js";
import { until } from "../setup/until.js";

describe("A queue in a process of its own", () => {
  const bundles = directoryFor("live");
  const script = join(bundles.path, "queue-host.js");
  const opened: QueueClient[] = [];

  before(() => bundle("../queue-host.ts", script));
  after(() => bundles.remove());
  afterEach(() => {
    for (const client of opened.splice(0)) client.dispose();
  });

  it("reports counts without being asked, and answers", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "train", seed: 12345678901234567890n });
    const { client, statuses } = open(queue);
    await until("counts come", () => statuses.length > 0);
    assert.deepEqual(statuses[0], {
      kind: "ready",
      counts: { queued: 1, running: 0, completed: 0, failed: 0 },
      paused: false,
    });
    const { rows } = await client.live.page("queued", 0, 10);
    assert.deepEqual([rows[0]?.id, rows[0]?.label], [id, "train"]);
    const details = await client.live.details(id);
    assert.match(details?.paramsText ?? "", /12345678901234567890/);
  });

  it("says how far it is with many jobs, and stops when it is told to", async () => {
    const queue = temporaryQueue();
    const jobs = Array.from({ length: 20_000 }, (_, seed) => ({ seed }));
    const { client, progress } = open(queue);
    const submitting = client.live.submitMany(jobs, { batch: "b" }, "t");
    await until("it says how far it is", () => progress.length > 0);
    await client.live.stop("t");
    const { ids } = await submitting;
    assert.deepEqual([progress[0]?.[0], progress.at(-1)?.[1]], ["t", ids.length]);
    assert.ok(ids.length < 20_000, `it went on to ${ids.length}`);
    assert.deepEqual(queue.ids("queued"), ids);
  });

  it("answers what was asked before its process was begun, and begins none once it is closed", async () => {
    const starts: (() => void)[] = [];
    const begin = (start: () => void): void => void starts.push(start);
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const [{ client }, { client: closed }] = [open(queue, { begin }), open(queue, { begin })];
    const details = client.live.details(id);
    const rejected = assert.rejects(closed.live.status(), /The queue was closed/);
    await new Promise(setImmediate);
    closed.dispose();
    for (const start of starts) start();
    assert.equal((await details)?.row.id, id);
    await rejected;
    assert.equal(closed.processId, undefined);
  });

  it("goes on following what it was asked to before its process was begun, when it is restarted meanwhile", async () => {
    const starts: (() => void)[] = [];
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { client, jobs } = open(queue, { begin: (start) => void starts.push(start) });
    const rejected = assert.rejects(client.live.follow(id), /was restarted/);
    await new Promise(setImmediate);
    client.restart();
    await rejected;
    const pid = client.processId;
    for (const start of starts) start();
    assert.equal(client.processId, pid);
    await until("it follows", () => jobs.length > 0);
  });

  it("carries what went wrong as words", async () => {
    const { client } = open(temporaryQueue(), { readOnly: true });
    await assert.rejects(client.live.submit({}), /Cannot submit a job in Restricted Mode/);
  });

  it("starts again after its process was killed, and goes on following", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { client, answers, output, logged } = open(queue);
    await client.live.follow(id);
    process.kill(await until("it runs", () => client.processId), "SIGKILL");
    const restarting = await until("it is said", () => answers.find(({ kind }) => kind === "restarting"));
    assert.deepEqual(restarting, { kind: "restarting", reason: "SIGKILL" });
    assert.deepEqual(logged, [`The process that reads ${queue.directory} ended (SIGKILL).\n`]);
    await until("it follows again", () => output.length === 2);
    await until("it answers", () => answers.at(-1)?.kind === "answering");
    assert.equal((await client.live.details(id))?.row.id, id);
  });

  it("rejects what was asked of a process that died, with the reason; a change may be done all the same", async () => {
    const queue = temporaryQueue();
    const { client } = open(queue);
    const pid = await until("it runs", () => client.processId);
    process.kill(pid, "SIGSTOP");
    const asked = [client.live.page("queued", 0, 1), client.live.hold([])];
    process.kill(pid, "SIGKILL");
    const [read, changed] = await Promise.allSettled(asked);
    const reason = `The process that reads ${queue.directory} ended (SIGKILL).`;
    assert.deepEqual(read, { status: "rejected", reason: new NoAnswer(reason) });
    const mayBeDone = "What was asked of it last may be done all the same: look before you try again.";
    const unanswered = new Unanswered(reason);
    assert.deepEqual(changed, { status: "rejected", reason: unanswered });
    assert.equal(unanswered.message, `${reason} ${mayBeDone}`);
  });

  it("words as that, too, what is asked once it is closed, or while there is no process yet", async () => {
    const queue = temporaryQueue();
    const { client } = open(queue);
    process.kill(await until("it runs", () => client.processId), "SIGKILL");
    await until("its end is heard", () => client.processId === undefined);
    const [between] = await Promise.allSettled([client.live.hold([])]);
    client.dispose();
    const [closed] = await Promise.allSettled([client.live.status()]);
    assert.deepEqual(
      [between, closed],
      [
        {
          status: "rejected",
          reason: new NoAnswer(`The process that reads ${queue.directory} is being started again.`),
        },
        { status: "rejected", reason: new NoAnswer("The queue was closed.") },
      ],
    );
  });

  it("says once that its process does not answer, and that it does again", async () => {
    mock.timers.enable({ apis: ["setInterval", "Date"] });
    try {
      const { client, answers } = open(temporaryQueue());
      await client.live.status();
      const pid = await until("it runs", () => client.processId);
      process.kill(pid, "SIGSTOP");
      const question = client.live.status();
      // In steps, because the clock that is played stands still within one.
      for (let tick = 0; tick < 20; tick++) mock.timers.tick(50);
      assert.deepEqual(kinds(answers), ["silent"]);
      process.kill(pid, "SIGCONT");
      await question;
      assert.deepEqual(kinds(answers), ["silent", "answering"]);
    } finally {
      mock.timers.reset();
    }
  });

  it("ends a process that hangs without waiting for it", async () => {
    const { client } = open(temporaryQueue());
    await client.live.status();
    const pid = await until("it runs", () => client.processId);
    process.kill(pid, "SIGSTOP");
    const start = performance.now();
    client.dispose();
    assert.ok(performance.now() - start < 10_000, "it would wait for as long as the process hangs");
    await until("the process is gone", () => !isAlive(pid));
  });

  it("is gone when its parent is, however that ended", async () => {
    const parent = join(bundles.path, "parent.js");
    await bundle("process/client.ts", join(bundles.path, "client.js"));
    writeFileSync(parent, PARENT);
    const { directory } = temporaryQueue();
    const child = fork(parent, [script, directory], { execArgv: [] });
    const [pid] = (await once(child, "message")) as [number];
    assert.ok(isAlive(pid));
    child.kill("SIGKILL");
    await until("the queue's process is gone", () => !isAlive(pid));
  });

  it("is told anew whether it may write when it is restarted", async () => {
    const queue = temporaryQueue();
    let readOnly = true;
    const { client } = open(queue, { isReadOnly: () => readOnly });
    await assert.rejects(client.live.submit({}), /Restricted Mode/);
    readOnly = false;
    client.restart();
    await client.live.submit({});
    assert.equal(queue.ids("queued").length, 1);
  });

  it("keeps the core, and every file, out of the program that asks", async () => {
    const { metafile } = await build({
      ...OPTIONS,
      entryPoints: [source("process/client.ts")],
      metafile: true,
      write: false,
    });
    const imported = Object.entries(metafile.inputs).flatMap(([file, { imports }]) => [
      file,
      ...imports.map(({ path }) => path),
    ]);
    assert.deepEqual(
      imported.filter((path) => /src\/(queue|worker)\/|^node:fs/.test(path)),
      [],
    );
  });

  interface Opened {
    readonly readOnly?: boolean;
    readonly isReadOnly?: () => boolean;
    readonly begin?: (start: () => void) => void;
  }

  function open(queue: JobQueue, { readOnly = false, isReadOnly = () => readOnly, begin }: Opened = {}) {
    const statuses: QueueStatus[] = [];
    const answers: Answering[] = [];
    const output: FollowedOutput[] = [];
    const progress: [task: string, count: number][] = [];
    const logged: string[] = [];
    const jobs: (DetailsChange | undefined)[] = [];
    const client = new QueueClient({
      script,
      directory: queue.directory,
      readOnly: isReadOnly,
      ...(begin && { begin }),
      events: {
        ...silentEvents,
        changed: (status) => void statuses.push(status),
        output: (piece) => void output.push(piece),
        progressed: (...told) => void progress.push(told),
        jobChanged: (_id, change) => void jobs.push(change),
        answering: (answering) => void answers.push(answering),
        log: (text) => void logged.push(text),
      },
      times: { silent: 300, tick: 50, ask: 100 },
    });
    opened.push(client);
    return { client, statuses, answers, output, progress, jobs, logged };
  }
});

/** Opens a queue and says which process holds it. */
const PARENT = `
const { QueueClient } = require("./client.js");
const [script, directory] = process.argv.slice(2);
const nothing = () => {};
const events = { changed: nothing, output: nothing, jobChanged: nothing, answering: nothing, log: nothing };
const client = new QueueClient({ script, directory, readOnly: () => false, events });
client.live.status().then(() => process.send(client.processId));
`;

const OPTIONS = { bundle: true, platform: "node", format: "cjs", target: "node20" } as const;

function source(name: string): string {
  return join(__dirname, "../../src/live", name);
}

async function bundle(name: string, outfile: string): Promise<void> {
  await build({ ...OPTIONS, entryPoints: [source(name)], outfile });
}

function kinds(answers: readonly Answering[]): readonly Answering["kind"][] {
  return answers.map(({ kind }) => kind);
}
