import assert from "node:assert/strict";
import fc from "fast-check";
import { OutputTail } from "../../src/worker/output-tail.js";

describe("the tail of an output", () => {
  function tail(capacity: number, ...chunks: (string | number[])[]): string {
    const kept = new OutputTail(capacity);
    for (const chunk of chunks) kept.push(Buffer.from(chunk as string));
    return kept.toString();
  }

  it("is empty without output", () => assert.equal(tail(4), ""));
  it("is all of it where it fits", () => assert.equal(tail(4, "ab", "cd"), "abcd"));
  it("is the end of what came in pieces", () => assert.equal(tail(4, "abc", "def", "g"), "defg"));
  it("is the end of a piece that is longer than itself", () => assert.equal(tail(4, "x", "abcdefgh"), "efgh"));
  it("begins with a whole character", () => assert.equal(tail(4, "aé€"), "€"));
  it("keeps a character that came in two pieces", () => assert.equal(tail(4, [0xe2, 0x82], [0xac]), "€"));
  it("keeps what is not UTF-8", () => assert.equal(tail(4, [0x80, 0x80, 0x80, 0x80, 0x80]), "����"));

  it("is what the last bytes of all pieces together are", () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 9, max: 0x7f }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), pieces, (capacity, chunks) => {
        const kept = new OutputTail(capacity);
        for (const chunk of chunks) kept.push(Buffer.from(chunk));
        assert.equal(kept.toString(), Buffer.concat(chunks).subarray(-capacity).toString());
      }),
    );
  });
});
