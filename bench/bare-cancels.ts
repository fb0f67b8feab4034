/** The limit of cancelling many: the calls that record as many ends, several at a time, and no look at anything. */
import * as fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const fsync = promisify(fs.fsync);
const TEXT = "x".repeat(330);
/** As many at a time as `cancelMany` has under way. */
const AT_ONCE = 16;

export class BareCancels {
  constructor(private readonly directory: string) {
    for (const folder of ["queued", "claims", "failed", "results"]) fs.mkdirSync(this.path(folder));
  }

  /** Not measured. */
  prepare(jobs: number): void {
    for (const name of fs.readdirSync(this.path("failed"))) {
      fs.rmSync(this.path("failed", name));
      fs.rmSync(this.path("results", name), { recursive: true });
    }
    for (let job = 0; job < jobs; job++) fs.writeFileSync(this.path("queued", String(job)), TEXT);
  }

  async run(jobs: number): Promise<void> {
    for (let done = 0; done < jobs; done += AT_ONCE) {
      const names = Array.from({ length: Math.min(AT_ONCE, jobs - done) }, (_, n) => String(done + n));
      await this.stage(names);
      for (const name of names) fs.renameSync(this.path("claims", name), this.path("claims", `${name}.done`));
      await sync(this.path("claims"));
      await this.publish(names);
      await sync(this.path("failed"));
      for (const name of names) fs.unlinkSync(this.path("claims", `${name}.done`));
    }
  }

  private async stage(names: readonly string[]): Promise<void> {
    const open = names.flatMap((name) => {
      fs.readFileSync(this.path("queued", name));
      fs.renameSync(this.path("queued", name), this.path("claims", name));
      return ["error", "final"].map((part) => this.create(`${name}.${part}`));
    });
    await Promise.all(open.map((file) => fsync(file)));
    for (const file of open) fs.closeSync(file);
  }

  private create(name: string): number {
    const file = fs.openSync(this.path("claims", name), "wx");
    fs.writeSync(file, TEXT);
    return file;
  }

  private async publish(names: readonly string[]): Promise<void> {
    for (const name of names) {
      fs.mkdirSync(this.path("results", name));
      fs.renameSync(this.path("claims", `${name}.error`), this.path("results", name, "error.txt"));
    }
    await Promise.all(names.map((name) => sync(this.path("results", name))));
    for (const name of names) fs.renameSync(this.path("claims", `${name}.final`), this.path("failed", name));
  }

  private path(...names: readonly string[]): string {
    return path.join(this.directory, ...names);
  }
}

async function sync(directory: string): Promise<void> {
  const file = fs.openSync(directory, "r");
  await fsync(file);
  fs.closeSync(file);
}
