import assert from "node:assert/strict";
import { mock } from "node:test";
import { SelectedRows } from "../../../src/extension/tree/selected-rows.js";

describe("The rows that are selected", () => {
  it("are known while they are drawn anew", () => {
    const { rows, select, draws } = selectable();
    select("a", "b");
    draws(true);
    assert.deepEqual(rows.known, ["a", "b"]);
  });

  it("are those that were clicked while they were drawn anew, once they are known again", async () => {
    const { rows, select, draws } = selectable();
    draws(true);
    select("a");
    const settled = rows.settled();
    draws(false);
    assert.deepEqual([await settled, rows.known], [["a"], ["a"]]);
  });

  it("are none where none was selected, also when one is clicked soon after", async () => {
    const { rows, select } = selectable();
    select("a");
    select();
    const settled = rows.settled();
    select("b");
    assert.deepEqual([await settled, rows.known], [[], ["b"]]);
  });

  it("are none where none is selected, at once when that is so for a while", async () => {
    mock.timers.enable({ apis: ["Date"] });
    try {
      const { rows, select } = selectable();
      select("a");
      select();
      mock.timers.tick(2_000);
      assert.deepEqual(await rows.settled(), []);
    } finally {
      mock.timers.reset();
    }
  });
});

/** A view that tells of what is selected only what it knows, as VS Code does. */
function selectable() {
  let selected: readonly string[] = [];
  let isDrawing = false;
  let listener: (event: { readonly selection: readonly string[] }) => void = () => {};
  const view = {
    get selection() {
      return isDrawing ? [] : selected;
    },
    onDidChangeSelection: (heard: typeof listener) => {
      listener = heard;
      return { dispose: () => {} };
    },
  };
  return {
    rows: new SelectedRows<string>(view),
    select: (...rows: string[]) => {
      selected = rows;
      listener({ selection: view.selection });
    },
    draws: (draws: boolean) => (isDrawing = draws),
  };
}
