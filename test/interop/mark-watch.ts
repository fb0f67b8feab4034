import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../src/queue/index.js";

const EVERY_MS = 50;

/** Looks all the time for false marks, those of Python workers that lost a race, and for how long each stands. */
export class MarkWatch {
  seen = 0;
  oldestMs = 0;
  private standing = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly queue: JobQueue) {
    this.timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  words(): string {
    const age = `${Math.round(this.oldestMs)} ms`;
    if (this.seen < 2) return this.seen === 0 ? "no false mark" : `1 false mark, for ${age}`;
    return `${this.seen} false marks, the oldest for ${age}`;
  }

  close(): void {
    this.look();
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.now();
    const before = this.standing;
    const names = readdirSync(join(this.queue.directory, "failed")).filter((name) => this.isMark(name));
    this.standing = new Map(names.map((name) => [name, before.get(name) ?? now]));
    this.seen += names.filter((name) => !before.has(name)).length;
    this.oldestMs = Math.max(this.oldestMs, ...[...this.standing.values()].map((since) => now - since));
  }

  private isMark(name: string): boolean {
    if (!name.endsWith(".json")) return false;
    try {
      return readFileSync(join(this.queue.directory, "failed", name), "utf8").includes('"error": "Error starting job:');
    } catch {
      // Healed between the listing and the look.
      return false;
    }
  }
}
