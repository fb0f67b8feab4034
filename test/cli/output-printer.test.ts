import assert from "node:assert/strict";
import { outputPrinter } from "../../src/cli/showing/output-printer.js";
import { Screen } from "../../src/cli/screen.js";

/** A terminal of which nothing is known but that it shows lines. */
class DumbTerminal extends Screen {
  readonly written: string[] = [];

  constructor() {
    super(1, { TERM: "dumb" });
  }

  override get isTerminal(): boolean {
    return true;
  }

  override write(data: string | Uint8Array): void {
    if (data.length > 0) this.written.push(String(data));
  }
}

describe("Output on a terminal on which nothing can be drawn over", () => {
  function printing(): { readonly screen: DumbTerminal; readonly print: (text: string, ms?: number) => void } {
    const screen = new DumbTerminal();
    let now = 0;
    const printer = outputPrinter(screen, () => now);
    return {
      screen,
      print: (text, ms = 0) => {
        now += ms;
        printer.print(Buffer.from(text));
      },
    };
  }

  it("tells every ten seconds how far a progress bar has come, and how it ended", () => {
    const { screen, print } = printing();
    print("start\n\r 1 %");
    print("\r 2 %", 9_000);
    print("\r 3 %", 2_000);
    print("\r 4 %\n", 1_000);
    assert.deepEqual(screen.written, ["start\n", " 1 %\n", " 3 %\n", " 4 %\n"]);
  });

  it("tells nothing twice, and nothing of a line that is not drawn over until it has ended", () => {
    const { screen, print } = printing();
    print("Loading");
    print(" … done\n", 20_000);
    print("100 %\r");
    print("\n", 20_000);
    assert.deepEqual(screen.written, ["Loading … done\n", "100 %\n"]);
  });

  it("keeps no more than a line's length of output without an end of line", () => {
    const { screen, print } = printing();
    for (let piece = 0; piece < 10; piece++) print("x".repeat(50 * 1024));
    assert.deepEqual(
      screen.written.map(({ length }) => length),
      [1, 1, 1, 1, 1].map(() => 100 * 1024 + 1),
    );
  });
});
