/** What several processes say at the same time, told one after the other. */
import type { Readable } from "node:stream";

/** What one of them says. */
export interface Voice {
  say(chunk: string | Uint8Array): void;
  /** Says all of a stream. */
  hear(stream: Readable): void;
  end(): void;
}

/** Writes at once what the first says that has not ended; what others say, in the order in which they were added. */
export class InTurn {
  private readonly waiting: { kept: (string | Uint8Array)[]; ended: boolean }[] = [];

  constructor(private readonly write: (chunk: string | Uint8Array) => void) {}

  add(): Voice {
    const own = { kept: [] as (string | Uint8Array)[], ended: false };
    this.waiting.push(own);
    const say = (chunk: string | Uint8Array): void => {
      own.kept.push(chunk);
      this.tell();
    };
    return {
      say,
      hear: (stream) => void stream.on("data", say),
      end: () => {
        own.ended = true;
        this.tell();
      },
    };
  }

  private tell(): void {
    for (let first = this.waiting[0]; first !== undefined; first = this.waiting[0]) {
      for (const chunk of first.kept.splice(0)) this.write(chunk);
      if (!first.ended) return;
      this.waiting.shift();
    }
  }
}
