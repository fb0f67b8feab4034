import assert from "node:assert/strict";
import { scaled } from "../faults/scale.js";
import { say } from "../setup/say.js";
import { ALL_CASES, type NumberedCase } from "./cases/all-cases.js";
import { Commands } from "./commands.js";
import { changingLines, lookingLines, queueLines, wordLines } from "./verbs.js";
import { visit, type Complaints, type Itinerary } from "./visit.js";

const isEverythingWanted = scaled(0, 1) === 1;

/** As many as everybody waits for; what is left out differs from these in its kind or its place alone. */
const EVERY = scaled(4, 1);
const CASES = ALL_CASES.filter((_case, index) => index % EVERY === 0);
const SPOILERS = CASES.filter(({ alone }, index) => alone === true && index % EVERY === 0);
const TOGETHER = CASES.filter(({ alone }) => alone !== true);

describe("Every command meets every hostile file", function () {
  this.timeout(scaled(400_000, 10_000_000));
  let commands: Commands;
  before(() => (commands = new Commands()));
  after(() => commands.close());

  it("all of them in one queue", async () => {
    const complaints = await visit(commands, TOGETHER, inOneQueue);
    const { made, ran, traced } = complaints;
    say(`    ${made} hostile names, texts and files in one queue: ${ran} command lines, ${traced} calls traced`);
    assertNothingIsWrong(complaints);
    assert.ok(made >= 60 && traced > 1000);
  });

  it("each of those that spoil a whole queue in one of its own", async () => {
    for (const each of SPOILERS) await visitAlone(each);
    say(`    ${SPOILERS.length} in queues of their own`);
  });

  if (isEverythingWanted) {
    it("each of the others in one of its own, and on a terminal", async () => {
      for (const each of TOGETHER) await visitAlone(each);
    });
  }

  async function visitAlone(each: NumberedCase): Promise<void> {
    const complaints = await visit(commands, [each], (words) => ({
      looking: withoutGigabytes(each, lookingLines(words)),
      changing: changingLines(words),
      onTerminal: isEverythingWanted,
    }));
    assertNothingIsWrong(complaints, each.name);
  }
});

function assertNothingIsWrong({ outside, gone, active, noJson, bugs }: Complaints, name?: string): void {
  const nothing = { outside: [], gone: [], active: [], noJson: [], bugs: [] };
  assert.deepEqual({ name, outside, gone, active, noJson, bugs }, { name, ...nothing });
}

/** To ask for each job takes half a minute; each is asked for where each has a queue of its own. */
const ASKED_FOR_EVERY = 12;

function inOneQueue(words: readonly string[]): Itinerary {
  const some = words.filter((_word, index) => index % ASKED_FOR_EVERY === 0);
  return { looking: [...queueLines(), ...wordLines(some)], changing: changingLines(words), onTerminal: true };
}

/** All of a log goes into a pipe, and this one would fill the memory of the test. */
function withoutGigabytes(
  { name }: NumberedCase,
  lines: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  return name.startsWith("a gigabyte") ? lines.filter(([command]) => command !== "logs") : lines;
}
