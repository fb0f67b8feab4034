import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bar, histogram, sparkline } from "../../src/cli/stats/histogram.js";
import { JobStats } from "../../src/cli/stats/job-stats.js";
import { programWords } from "../../src/cli/stats/program-words.js";
import type { Job } from "../../src/queue/index.js";
import { skipWithout } from "../setup/needs.js";
import { eachOf } from "./called.js";
import { places } from "./dirq.js";
import { canMakeTerminals, onTerminal, withoutColours } from "./terminal.js";

const START = Date.parse("2026-11-24T10:00:00Z");

function job(state: "completed" | "failed", ran: number, more: Partial<{ name: string; waited: number }> = {}): Job {
  const { name, waited = 0 } = more;
  const startedAt = new Date(START + waited);
  const base = {
    id: String(ran),
    params: {},
    name,
    createdAt: new Date(START),
    startedAt,
    workerName: "w",
    progress: 1,
  };
  const ended = { ...base, finishedAt: new Date(START + waited + ran), exitCode: undefined, signal: undefined };
  return state === "completed" ? { ...ended, state } : { ...ended, state, error: "x" };
}

describe("Figures about jobs", () => {
  it("are counts, and lengths that occurred", () => {
    const stats = new JobStats(({ name }) => name ?? "-");
    for (let ran = 1; ran <= 100; ran++) stats.add(job(ran % 10 === 0 ? "failed" : "completed", ran, { waited: 5 }));
    stats.add({ ...job("completed", 1), state: "queued", waiting: undefined });
    stats.add({ state: "damaged", id: "d", folder: "failed", path: "/d", reason: "no JSON" });
    assert.deepEqual(stats.counts, { queued: 1, running: 0, completed: 90, failed: 10, damaged: 1 });
    assert.deepEqual(stats.ran, { count: 100, median: 50, p95: 95, max: 100, total: 5050 });
    assert.deepEqual(stats.waited, { count: 100, median: 5, p95: 5, max: 5, total: 500 });
    assert.deepEqual(stats.span, { from: START + 5, to: START + 105 });
  });

  it("are told by group, what took most time first", () => {
    const stats = new JobStats(({ name }) => name ?? "-");
    for (const [name, ran] of [
      ["a", 10],
      ["b", 50],
      ["a", 20],
    ] as const)
      stats.add(job("completed", ran, { name }));
    stats.add(job("failed", 0, { name: "b" }));
    assert.deepEqual(stats.groups, [
      { name: "b", completed: 1, failed: 1, ran: { count: 2, median: 0, p95: 50, max: 50, total: 50 } },
      { name: "a", completed: 2, failed: 0, ran: { count: 2, median: 10, p95: 20, max: 20, total: 30 } },
    ]);
  });

  it("count of a run what lies inside the span that is asked for", () => {
    const stats = new JobStats(() => "-");
    for (const ran of [1000, 60]) stats.add(job("completed", ran));
    assert.equal(stats.throughput({ from: START + 900, to: START + 1100 })?.atATime, 0.5);
    assert.equal(stats.throughput({ from: START, to: START + 1000 })?.atATime, 1.06);
    assert.equal(stats.throughput({ from: START + 2000, to: START + 2000 }), undefined);
  });

  it("are none of jobs without times, and never negative where clocks disagree", () => {
    const stats = new JobStats(() => "-");
    stats.add({ ...job("completed", 1), startedAt: undefined } as Job);
    assert.deepEqual([stats.ran, stats.waited, stats.groups[0]?.ran], [undefined, undefined, undefined]);
    stats.add(job("completed", -5, { waited: -3 }));
    assert.deepEqual([stats.ran?.max, stats.waited?.max], [0, 0]);
  });
});

describe("A histogram", () => {
  it("has steps from the shortest length to the longest, empty ones between them too", () => {
    const steps = histogram([50, 400, 2_000, 2_500]).map(({ label, count }) => `${label}: ${count}`);
    assert.deepEqual(steps, ["under 0.1 s: 1", "0.1 s to 0.3 s: 0", "0.3 s to 1 s: 1", "1 s to 3 s: 2"]);
    assert.deepEqual(histogram([]), []);
    assert.deepEqual(histogram([864_000_000]), [{ from: 864_000_000, to: undefined, label: "over 10 days", count: 1 }]);
  });

  it("draws bars to an eighth of a column, or in ASCII, and shows whatever there is", () => {
    const drawn = (count: number, blocks: boolean): string => bar(count, { most: 100, width: 10, blocks });
    assert.deepEqual(
      [100, 55, 50, 1, 0].map((count) => drawn(count, true)),
      ["██████████", "█████▌", "█████", "▏", ""],
    );
    assert.deepEqual(
      [100, 55, 1, 0].map((count) => drawn(count, false)),
      ["##########", "######", "#", ""],
    );
  });

  it("shows moments of a span as columns on one line, those outside at its ends", () => {
    assert.equal(sparkline([0, 0, 0, 0, 5, 10, 99], { from: 0, to: 10 }, 5), "█ ▂ ▄");
    assert.equal(sparkline([7], { from: 7, to: 7 }, 3), "█  ");
  });
});

describe("What a command runs", () => {
  const commands: [command: string, program: string][] = [
    ["python train.py --lr 0.1", "python train.py"],
    ["python -m pkg.train 3", "python -m pkg.train"],
    ["./train --lr 3", "./train"],
    ["sleep 5", "sleep"],
    ["make all", "make all"],
    ["CUDA_VISIBLE_DEVICES=0 python train.py", "python train.py"],
    ["A='one two' B=\"x y\" python x.py", "python x.py"],
    ["env A=1 B=2 python x.py", "python x.py"],
    ["env", "env"],
    ["'/opt/my tools/run' all", "'/opt/my tools/run' all"],
    ["echo 'a b'", "echo"],
    ["echo it's", "echo it's"],
    ["A=1", "A=1"],
    ["true", "true"],
    ["", ""],
  ];
  it("is its program, with the script or the verb", () => {
    assert.deepEqual(
      commands.map(([command]) => [command, programWords(command)]),
      commands,
    );
  });
});

interface StatsJson {
  readonly per_hour: number | null;
  readonly at_a_time: number | null;
  readonly ended: number;
}

describe("dirq stats", () => {
  const here = places();

  function fill(): void {
    for (const folder of ["completed", "failed"]) mkdirSync(join(here.place.jobs, folder), { recursive: true });
    for (let index = 0; index < 20; index++) {
      const started_ms = START + 60_000 * index;
      const state = index % 10 === 9 ? "failed" : "completed";
      const params = { command: `python train.py --seed ${index}`, dirq: { batch: index < 5 ? "a" : "b" } };
      const created_at = "2026-11-24T09:00:00.000000";
      const times = { created_at, started_ms, finished_ms: started_ms + 1_000 * (index + 1) };
      // Nanoseconds of the submission, one second before the start.
      const id = `${started_ms - 1_000}000000`;
      writeFileSync(join(here.place.jobs, state, `${id}.json`), JSON.stringify({ id, state, params, ...times }));
    }
  }

  it("prints throughput, waits, run times and the programs, in ASCII where it is piped", () => {
    fill();
    const { code, stdout, stderr } = here.place.dirq(["stats"], { env: { TZ: "UTC" } });
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(
      stdout,
      [
        "20 jobs: 18 completed, 2 failed",
        "",
        "Throughput  1.0 a minute, 0.2 at a time on average",
        "Between     2026-11-24 10:00:00 and 2026-11-24 10:19:20, 19 min 20 s",
        "Waited      median 1.0 s, 95 % within 1.0 s, at most 1.0 s",
        "Ran         median 10 s, 95 % within 19 s, at most 20 s",
        "",
        "Run times",
        "    1 s to 3 s  ####### 2",
        "   3 s to 10 s  ######################### 7",
        "  10 s to 30 s  ######################################## 11",
        "",
        "NAME             COMPLETED  FAILED  MEDIAN  P95   MAX   TOTAL",
        "python train.py  18         2       10 s    19 s  20 s  3 min 30 s",
        "",
      ].join("\n"),
    );
  });

  it("prints one object with --json, of the jobs that are asked for", async () => {
    fill();
    const { stdout } = await here.place.called("stats", "--batch", "a", "--by", "batch", "--json");
    const ran = { count: 5, median: 3, p95: 5, max: 5, total: 15 };
    assert.deepEqual(JSON.parse(stdout), {
      jobs: { queued: 0, running: 0, completed: 5, failed: 0, damaged: 0 },
      from: "2026-11-24T10:00:00.000Z",
      to: "2026-11-24T10:04:05.000Z",
      ended: 5,
      per_hour: 73.469,
      at_a_time: 0.061,
      waited: { count: 5, median: 1, p95: 1, max: 1, total: 5 },
      ran,
      histogram: [
        { from: 1, to: 3, count: 2 },
        { from: 3, to: 10, count: 3 },
      ],
      by: "batch",
      groups: [{ name: "a", completed: 5, failed: 0, ran }],
    });
  });

  it("draws with blocks on a terminal, and with # on one that is dumb", function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    fill();
    const drawn = [{ TERM: "xterm" }, { TERM: "dumb" }].map((env) =>
      withoutColours(onTerminal(here.place, 80, ["stats", "--by", "command", "-n", "2"], env).stdout),
    );
    assert.match(
      drawn[0] ?? "",
      /Ended {7}[ ▁▂▃▄▅▆▇█]+\n[^]*1 s to 3 s {2}█+[▏▎▍▌▋▊▉]? 2\n[^]*… 18 more; -n 20 shows all/,
    );
    assert.match(drawn[1] ?? "", /1 s to 3 s {2}#+ 2\n/);
    assert.ok(drawn.every((text) => text.split("\n").every((line) => line.length <= 80)));
    const narrow = withoutColours(onTerminal(here.place, 40, ["stats"], { TERM: "xterm" }).stdout);
    const [ended = ""] = /^Ended.*/m.exec(narrow) ?? [];
    assert.equal(ended.trimEnd().length, 40);
  });

  it("hides what looks like a secret, also one that only the environment tells", async () => {
    here.place.submit("--env", "API_TOKEN=s3cr3t-value", "./s3cr3t-value.sh --api-key=sk-abc123");
    here.place.submit("API_KEY='sk-one two' true");
    here.place.submit("true https://user:hunter2pass@host/x");
    await here.place.work();
    const namesBy = async (by: string): Promise<string[]> => {
      const { stdout } = await here.place.called("stats", "--by", by, "--json");
      return (JSON.parse(stdout) as { groups: { name: string }[] }).groups.map(({ name }) => name).sort();
    };
    assert.deepEqual(await namesBy("name"), ["./••••••.sh", "true", "true https://user:••••••@host/x"]);
    assert.deepEqual(await namesBy("command"), [
      "./••••••.sh --api-key=••••••",
      "API_KEY='••••••' true",
      "true https://user:••••••@host/x",
    ]);
  });

  it("says how many end a week, or a month, where it is less than one a day", async () => {
    const ended = new Date(Date.now() - 60_000);
    mkdirSync(join(here.place.jobs, "completed"), { recursive: true });
    for (const id of ["1", "2"]) {
      const times = { created_at: "2026-01-01T09:00:00.000000", started_ms: +ended - 1_000, finished_ms: +ended };
      const document = { id, state: "completed", params: { command: "true" }, ...times };
      writeFileSync(join(here.place.jobs, "completed", `${id}.json`), JSON.stringify(document));
    }
    const rates = await eachOf(["7d", "30d", "90d"], async (since) => {
      const { stdout } = await here.place.called("stats", "--since", since);
      return /^Throughput +(.*?),/m.exec(stdout)?.[1];
    });
    assert.deepEqual(rates, ["2.0 a week", "2.0 a month", "less than 1 a month"]);
  });

  /** Jobs of which one starts each second and runs so many. */
  function finish(number: number, ran: number): void {
    mkdirSync(join(here.place.jobs, "completed"), { recursive: true });
    for (let index = 0; index < number; index++) {
      const started_ms = START + 1_000 * index;
      const times = { created_at: "2026-11-24T09:00:00.000000", started_ms, finished_ms: started_ms + 1_000 * ran };
      const document = { id: String(index), state: "completed", params: { command: "true" }, ...times };
      writeFileSync(join(here.place.jobs, "completed", `${index}.json`), JSON.stringify(document));
    }
  }

  async function throughput(): Promise<string | undefined> {
    const { code, stdout, stderr } = await here.place.called("stats");
    assert.deepEqual([code, stderr], [0, ""]);
    return /^Throughput +(.*)$/m.exec(stdout)?.[1];
  }

  it("tells no throughput of jobs that were cancelled before they started, or that ran for no time", async () => {
    const ids = ["a", "b", "c"].map((command) => here.place.submit(command));
    assert.equal((await here.place.called("stats")).stdout, "3 jobs: 3 queued\n");
    for (const id of ids) here.place.queue.cancel(id);
    assert.match((await here.place.called("stats")).stdout, /^3 jobs: 3 failed\n\nNAME /);
    const { per_hour, at_a_time, ended } = JSON.parse((await here.place.called("stats", "--json")).stdout) as StatsJson;
    assert.deepEqual([per_hour, at_a_time, ended], [null, null, 3]);
    finish(1, 0);
    assert.equal(await throughput(), undefined);
  });

  it("gives a rate only of a time that was seen, and what was cancelled is no part of it", async () => {
    here.place.queue.cancel(here.place.submit("true"));
    const jobs: [number: number, ran: number, throughput: string][] = [
      [1, 0.5, "1 in 0.5 s, 1.0 at a time on average"],
      [3, 18, "3 in 20 s, 2.7 at a time on average"],
      [1000, 1, "1.0 a second, 1.0 at a time on average"],
      [1000, 5000, "10 a minute, 833.5 at a time on average"],
    ];
    const seen = await eachOf(jobs, async ([number, ran]) => {
      finish(number, ran);
      return [number, ran, await throughput()];
    });
    assert.deepEqual(seen, jobs);
  });

  it("counts of a job that ran before what is asked for only what lies inside", async () => {
    mkdirSync(join(here.place.jobs, "completed"), { recursive: true });
    const finished_ms = Date.now() - 300_000;
    const times = { created_at: "2026-11-24T09:00:00.000000", started_ms: finished_ms - 21_240_000, finished_ms };
    const params = { command: "true" };
    const document = { id: "1", state: "completed", params, ...times };
    writeFileSync(join(here.place.jobs, "completed", "1.json"), JSON.stringify(document));
    const { stdout } = await here.place.called("stats", "--since", "10m");
    assert.match(stdout, /^Throughput .*, 0\.5 at a time on average$/m);
  });

  it("says when there is nothing, and what means nothing", async () => {
    here.place.queue.create();
    const seen = await eachOf(
      [["stats"], ["stats", "--name", "x"], ["stats", "--by", "nmae"], ["stats", "--batch", "x"]],
      async (args) => {
        const { code, stderr } = await here.place.called(...args);
        return [code, stderr.split("\n")[0]];
      },
    );
    assert.deepEqual(seen, [
      [0, `There are no jobs in ${here.place.jobs} yet.`],
      [0, "No job is like that."],
      [2, "dirq: --by nmae: jobs cannot be told together by that. Did you mean name?"],
      [3, `dirq: There is no batch x in ${here.place.jobs}.`],
    ]);
  });
});
