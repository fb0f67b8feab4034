/**
 * A small real disk with a journal, in a file. Copied while it is in use, the file is what a power cut would leave on the
 * disk: nothing comes there by itself but what was synced.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sleep } from "../../src/queue/disk/sleep.js";
import { say } from "../setup/say.js";
import { quickDirectory } from "./world.js";

const BYTES = 32 * 1024 * 1024;
/** Seconds after which the file system writes its journal without being asked: longer than any test takes. */
const COMMIT_S = 300;
const MAKE = ["mkfs.ext4", "-q", "-F"];
const MOUNT = ["mount", "-o", `loop,commit=${COMMIT_S}`];

const mounted = new Set<DiskImage>();

/** For an `afterEach` hook. A loop device goes with its mount. */
export function unmountAll(): void {
  for (const image of mounted) image.unmount();
}

process.on("exit", unmountAll);

export class DiskImage {
  private copies = 0;

  /** An empty disk, mounted. @throws where there is no such file system, or nothing can be mounted */
  static make(): DiskImage {
    const file = join(quickDirectory(), "disk.img");
    writeFileSync(file, "");
    truncateSync(file, BYTES);
    run([...MAKE, file]);
    return new DiskImage(file).mount();
  }

  /** `directory`: where it is mounted. */
  private constructor(
    readonly file: string,
    readonly directory = `${file}.mounted`,
  ) {}

  mount(): this {
    mkdirSync(this.directory);
    run([...MOUNT, this.file, this.directory]);
    mounted.add(this);
    return this;
  }

  /** The disk as a power cut would leave it now; not mounted. Nobody may be writing. */
  copy(): DiskImage {
    const file = `${this.file}-${++this.copies}`;
    for (let before = -1n; before !== lastWrite(this.file);) {
      before = lastWrite(this.file);
      copyFileSync(this.file, file);
    }
    return new DiskImage(file);
  }

  unmount(): void {
    mounted.delete(this);
    // A process that was killed may still be closing its files; what else holds it is not worth waiting for.
    for (let tries = 1; tries <= 20 && !succeeds(["umount", this.directory]); tries++) {
      if (tries === 20) run(["umount", "--lazy", this.directory]);
      else sleep(50);
    }
    rmdirSync(this.directory);
  }
}

/** The system itself may write in the middle of a copy, which would then be of no moment. */
function lastWrite(file: string): bigint {
  return statSync(file, { bigint: true }).mtimeNs;
}

function succeeds([program = "", ...args]: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}

function run([program = "", ...args]: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr.trim()}`);
}

/** For a `before` hook: skips the suite where no disk image can be mounted. */
export function needDiskImage(context: Mocha.Context): void {
  try {
    DiskImage.make().unmount();
  } catch (error) {
    say(`  skipped: ${error instanceof Error ? error.message : String(error)}`);
    context.skip();
  }
}
