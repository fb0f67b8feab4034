import assert from "node:assert/strict";
import fc from "fast-check";
import { contrast, readable, type Rgb } from "../../src/webview/terminal/colours.js";

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

describe("Colours of a terminal", () => {
  it("are left as they are where they can be read", () => {
    assert.deepEqual(readable([13, 188, 121], BLACK), [13, 188, 121]);
  });

  it("have the contrasts that WCAG gives them", () => {
    assert.deepEqual([contrast(WHITE, BLACK), contrast(WHITE, WHITE)], [21, 1]);
  });

  it("can always be read, on whatever background", () => {
    const part = fc.nat(255);
    const colour = fc.tuple(part, part, part);
    fc.assert(
      fc.property(colour, colour, (text, background) => contrast(readable(text, background), background) >= 4.5),
    );
  });
});
