/** The limit of submitting: writes as many files with the fsyncs that the promise takes, and looks at nothing. */
import * as fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const fsync = promisify(fs.fsync);
const TEXT = "x".repeat(330);

/** As many at a time as `submitMany` writes together. */
const AT_ONCE = 16;

export class BareSubmits {
  private readonly tmp: string;
  private readonly queued: string;
  private count = 0;

  constructor(directory: string) {
    this.tmp = path.join(directory, "tmp");
    this.queued = path.join(directory, "queued");
    fs.mkdirSync(this.tmp);
    fs.mkdirSync(this.queued);
  }

  oneByOne(jobs: number): void {
    for (let done = 0; done < jobs; done++) {
      const draft = this.draft();
      fs.fsyncSync(draft.file);
      this.putInPlace(draft);
      const folder = fs.openSync(this.queued, "r");
      fs.fsyncSync(folder);
      fs.closeSync(folder);
    }
  }

  async together(jobs: number): Promise<void> {
    for (let done = 0; done < jobs; done += AT_ONCE) {
      const drafts = Array.from({ length: Math.min(AT_ONCE, jobs - done) }, () => this.draft());
      await Promise.all(drafts.map(({ file }) => fsync(file)));
      for (const draft of drafts) this.putInPlace(draft);
    }
    const folder = fs.openSync(this.queued, "r");
    await fsync(folder);
    fs.closeSync(folder);
  }

  private draft(): { readonly file: number; readonly name: string } {
    const name = String(this.count++);
    const file = fs.openSync(path.join(this.tmp, name), "wx");
    fs.writeSync(file, TEXT);
    return { file, name };
  }

  private putInPlace({ file, name }: { readonly file: number; readonly name: string }): void {
    fs.closeSync(file);
    fs.renameSync(path.join(this.tmp, name), path.join(this.queued, name));
  }
}
