import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSystemError } from "../../src/queue/index.js";
import { say } from "../setup/say.js";

/** A real disk of a few megabytes, in memory. Only root can have one. */
export class SmallDisk {
  private readonly filler: string;

  /** @throws where none can be mounted */
  static mount(directory: string, bytes: number): SmallDisk {
    const args = ["-t", "tmpfs", "-o", `size=${bytes}`, "dirq-test", directory];
    const { status, stderr, error } = spawnSync("mount", args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`No disk can be mounted: ${error?.message ?? stderr.trim()}`);
    return new SmallDisk(directory);
  }

  private constructor(readonly directory: string) {
    this.filler = join(directory, "filler");
  }

  /** Leaves room for that much and no more. */
  fill({ leaving }: { readonly leaving: number }): void {
    const ballast = join(this.directory, "ballast");
    const reserved = openSync(ballast, "w");
    writeSync(reserved, Buffer.alloc(leaving));
    closeSync(reserved);
    const file = openSync(this.filler, "w");
    try {
      for (;;) writeSync(file, Buffer.alloc(4_096));
    } catch (error) {
      if (!isSystemError(error) || error.code !== "ENOSPC") throw error;
    } finally {
      closeSync(file);
    }
    rmSync(ballast);
  }

  free(): void {
    rmSync(this.filler);
  }

  unmount(): void {
    spawnSync("umount", [this.directory]);
  }
}

/** For a `before` hook: skips the suite where no disk can be mounted. */
export function needSmallDisk(context: Mocha.Context): void {
  const directory = mkdtempSync(join(tmpdir(), "dirq-test-"));
  try {
    SmallDisk.mount(directory, 4_096).unmount();
  } catch (error) {
    say(`  skipped: ${error instanceof Error ? error.message : String(error)}`);
    context.skip();
  } finally {
    rmdirSync(directory);
  }
}
