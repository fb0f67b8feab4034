/**
 * The output of a job whose log has 1 GiB, as the job panel meets it: the queue's process is started and asked to follow
 * it, 100 MB more are written as fast as the disk takes them, then a line of 200 MB. What is sent stays small.
 */
import { once } from "node:events";
import { appendFileSync, createWriteStream, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FollowedOutput } from "../../src/live/live-queue.js";
import { JobQueue } from "../../src/queue/index.js";
import { megabytes, milliseconds, type Measurement } from "../measurement.js";
import { startReading } from "../queue-process.js";

const LOG_BYTES = 2 ** 30;
const LINE = `${"loss 0.0841 accuracy 0.97 ".repeat(4)}\n`;
const MORE_BYTES = 100e6;
const LONG_LINE_BYTES = 200e6;

export const output: Measurement = async function* ({ newDirectory }) {
  if (process.platform !== "linux") return;
  const queue = new JobQueue(path.join(newDirectory(), "jobs"));
  const { id } = queue.submit({ name: "loud" });
  mkdirSync(queue.resultDirectory(id), { recursive: true });
  const log = path.join(queue.resultDirectory(id), "output.log");
  writeFileSync(log, "");
  // A hole takes no room on the disk, and is read like anything else.
  truncateSync(log, LOG_BYTES);
  appendFileSync(log, LINE.repeat(10_000));

  const sent: FollowedOutput[] = [];
  const start = performance.now();
  const client = startReading(queue.directory, { output: (piece) => void sent.push(piece) });
  try {
    await client.live.follow(id);
    await until(() => sent.length > 0);
    yield { what: "output of 1 GiB: first lines", ours: milliseconds(performance.now() - start), goal: "< 500 ms" };
    const pid = client.processId ?? 0;
    const opened = residentBytes(pid);
    yield { what: "output of 1 GiB: memory of the queue's process", ours: megabytes(opened), goal: "" };
    yield { what: "output of 1 GiB: sent at first", ours: kilobytes(sizeOf(sent)), goal: "≤ 262 kB" };

    sent.length = 0;
    await append(log, LINE, MORE_BYTES);
    await until(() => reaches(sent, LOG_BYTES + MORE_BYTES));
    yield { what: "100 MB more, fast: sent", ours: kilobytes(sizeOf(sent)), goal: "" };
    yield { what: "100 MB more, fast: memory grown", ours: megabytes(peakBytes(pid) - opened), goal: "< 50 MB" };

    sent.length = 0;
    await append(log, "x".repeat(100_000), LONG_LINE_BYTES);
    await until(() => reaches(sent, LOG_BYTES + MORE_BYTES + LONG_LINE_BYTES));
    yield { what: "a line of 200 MB: sent", ours: kilobytes(sizeOf(sent)), goal: "" };
    yield { what: "a line of 200 MB: memory grown", ours: megabytes(peakBytes(pid) - opened), goal: "< 50 MB" };
    const back = performance.now();
    await client.live.earlierOutput(id, { endByte: sent.at(-1)?.endByte ?? 0, lineEnds: 0 });
    yield { what: "looking for what stands before that line", ours: milliseconds(performance.now() - back), goal: "" };
  } finally {
    client.dispose();
  }
};

async function append(log: string, text: string, bytes: number): Promise<void> {
  const stream = createWriteStream(log, { flags: "a" });
  const piece = Buffer.from(text.repeat(Math.ceil(1e6 / text.length)));
  for (let written = 0; written < bytes; written += piece.length) {
    if (!stream.write(piece)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
}

function reaches(sent: readonly FollowedOutput[], byte: number): boolean {
  return (sent.at(-1)?.endByte ?? 0) >= byte;
}

function sizeOf(sent: readonly FollowedOutput[]): number {
  return sent.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(1);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1e3)} kB`;
}

function residentBytes(pid: number): number {
  return statusOf(pid, "VmRSS");
}

function peakBytes(pid: number): number {
  return statusOf(pid, "VmHWM");
}

function statusOf(pid: number, key: string): number {
  return Number(new RegExp(`^${key}:\\s*(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
}
