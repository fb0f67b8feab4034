import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJson } from "../../src/queue/index.js";
import { readJson, type JsonNode } from "../../src/webview/json/json-nodes.js";
import { changeByKey } from "../../src/webview/json/json-keys.js";
import {
  changedTree,
  jsonTree,
  pathOfRow,
  textOfRow,
  valueWords,
  type JsonTree,
} from "../../src/webview/json/json-tree.js";

const RESULT = `{"metrics": {"loss": [1.0, 12345678901234567890, NaN, -Infinity, 1e-07]}, "learning rate": "\\u00e9\\n", "none": []}`;

describe("A result as a tree", () => {
  it("shows numbers digit by digit, and strings with their letters", () => {
    assert.deepEqual(words(jsonTree(RESULT, { cut: false })), [
      "metrics 1 key",
      "  loss 5 items",
      "    0 1.0",
      "    1 12345678901234567890",
      "    2 NaN",
      "    3 -Infinity",
      "    4 1e-07",
      `learning rate "é\\n"`,
      "none []",
    ]);
  });

  it("names the way to each value as one writes it in a program", () => {
    const tree = jsonTree(RESULT, { cut: false });
    assert.deepEqual(
      tree.rows.map((row) => pathOfRow(tree, row)),
      [
        ...["metrics", "metrics.loss", "metrics.loss[0]", "metrics.loss[1]", "metrics.loss[2]", "metrics.loss[3]"],
        ...["metrics.loss[4]", '["learning rate"]', "none"],
      ],
    );
    const list = jsonTree('[[true], {"a b": {"c": 1}}]', { cut: false });
    assert.deepEqual(
      list.rows.map((row) => pathOfRow(list, row)),
      ["[0]", "[0][0]", "[1]", '[1]["a b"]', '[1]["a b"].c'],
    );
  });

  it("copies a value as it stands in the file, and of a string what it says", () => {
    const tree = jsonTree(RESULT, { cut: false });
    assert.deepEqual(
      [1, 3, 7].map((index) => textOfRow(tree, at(tree, index))),
      ["[1.0, 12345678901234567890, NaN, -Infinity, 1e-07]", "12345678901234567890", "é\n"],
    );
  });

  it("shows a single value, and containers with nothing in them", () => {
    assert.deepEqual(
      ["42", '""', "[]", "{}"].map((text) => words(jsonTree(text, { cut: false }))),
      [["42"], ['""'], ["[]"], ["{}"]],
    );
  });

  it("takes for JSON what the queue takes for it, and cuts no value out of it", () => {
    const text = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc
        .array(fc.constantFrom(...'{}[],:"\\1.0-eE tn', "null", "NaN", "Infinity", '"a"', "\\u00e9", "\n"))
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (any) => {
        const { root, problem } = readJson(any, { cut: false });
        const value = parsed(any);
        assert.equal(problem === undefined, value !== undefined, `${any}: ${problem}`);
        if (root !== undefined) assert.deepEqual(value, [valueOf(any, root)]);
      }),
      { numRuns: 2000 },
    );
  });

  it("says where and why a text is no JSON", () => {
    const problem = (text: string): string | undefined => readJson(text, { cut: false }).problem;
    assert.deepEqual(
      ["", '{"a": 1,}', '{\n "a" 1}', "[1 2]", "[1", '["a\nb"]', "[01]", "{} {}", '["\\x"]'].map(problem),
      [
        "line 1, column 1: expected a value: there is nothing but space",
        "line 1, column 9: expected a key in quotation marks",
        "line 2, column 6: expected “:”",
        "line 1, column 4: expected “,” or “]”",
        "line 1, column 3: expected more: the text ends too early",
        "line 1, column 4: expected no line break or other control character in a string",
        "line 1, column 2: expected a value",
        "line 1, column 4: expected nothing more",
        "line 1, column 3: expected an escape that JSON knows",
      ],
    );
  });

  it("shows of a text that was cut anywhere what is whole in it", () => {
    const text = '{"a": [1, {"b": "x\\u00e9"}, -2.5], "c": true}';
    for (let length = 0; length < text.length; length++) {
      const { root, problem } = readJson(text.slice(0, length), { cut: true });
      assert.equal(problem, undefined, text.slice(0, length));
      assert.equal(root?.cut, length === 0 ? undefined : true);
    }
    assert.deepEqual(words(jsonTree(text.slice(0, 31), { cut: true })), [
      "a 2 items and more",
      "  0 1",
      "  1 1 key",
      '    b "xé"',
      "  (cut)",
      "(cut)",
    ]);
    const cut = jsonTree(text.slice(0, 31), { cut: true });
    assert.equal(textOfRow(cut, at(cut, 0)), undefined);
  });

  it("reads what is nested more deeply than any stack, and unfolds it row by row", () => {
    const deep = 200_000;
    let tree = jsonTree("[".repeat(deep) + "]".repeat(deep), { cut: false });
    for (let level = 0; level < 100; level++) tree = press(tree, "End", "ArrowRight");
    assert.equal(at(tree, -1).level > 100, true);
    assert.ok(changedTree(tree, { kind: "unfoldAll" }).rows.length <= 1001);
  });

  it("shows a long list by the hundred", () => {
    let tree = jsonTree(`{"loss": [${Array.from({ length: 100_000 }, (_, n) => `${n}.0`).join(",")}]}`, { cut: false });
    assert.deepEqual(words(tree), ["loss 100,000 items"]);
    tree = press(tree, "ArrowRight", "End");
    assert.deepEqual(words(tree).slice(-2), ["  99 99.0", "  (99,900 more)"]);
    tree = press(tree, "Enter");
    // What was asked for comes where the row was that asked.
    assert.deepEqual([tree.active, tree.rows.length], ["0.100", 202]);
    assert.equal(changedTree(tree, { kind: "unfoldAll" }).rows.length, 202);
  });

  it("goes through the rows with the keys of VS Code's own trees", () => {
    let tree = jsonTree('{"a": {"b": 1, "c": [2]}, "d": 3}', { cut: false });
    const reached: string[] = [];
    const keys = [
      "ArrowDown",
      "End",
      "ArrowUp",
      "ArrowLeft",
      "ArrowLeft",
      "ArrowLeft",
      "ArrowLeft",
      "ArrowRight",
      "ArrowRight",
      "Home",
      "x",
    ];
    for (const key of keys) reached.push(`${key} ${(tree = press(tree, key)).active} ${tree.rows.length}`);
    assert.deepEqual(reached, [
      "ArrowDown 0.0 5",
      "End 1 5",
      "ArrowUp 0.1.0 5",
      "ArrowLeft 0.1 5",
      "ArrowLeft 0.1 4",
      "ArrowLeft 0 4",
      "ArrowLeft 0 2",
      "ArrowRight 0 4",
      "ArrowRight 0.0 4",
      "Home 0 4",
      "x 0 4",
    ]);
  });

  it("leaves the focus on what hides the row that had it", () => {
    const tree = changedTree(jsonTree('{"a": {"b": {"c": 1}}}', { cut: false }), { kind: "go", id: "0.0.0" });
    assert.equal(changedTree(tree, { kind: "foldAll" }).active, "0");
  });

  it("is unfolded at first as far as that stays short", () => {
    const many = JSON.stringify({ config: { seed: 1 }, loss: Array.from({ length: 21 }, (_, n) => n) });
    assert.deepEqual(words(jsonTree(many, { cut: false })), ["config 1 key", "  seed 1", "loss 21 items"]);
    const runs = JSON.stringify(Array.from({ length: 40 }, () => ({ loss: 1, epoch: 2 })));
    assert.equal(jsonTree(runs, { cut: false }).rows.length, 40);
  });
});

function press(tree: JsonTree, ...keys: readonly string[]): JsonTree {
  return keys.reduce((before, key) => {
    const change = changeByKey(before.rows, before.active, key);
    return change === undefined ? before : changedTree(before, change);
  }, tree);
}

function at(tree: JsonTree, index: number): JsonTree["rows"][number] {
  const row = tree.rows.at(index);
  assert.ok(row);
  return row;
}

function words(tree: JsonTree): string[] {
  return tree.rows.map((row) => {
    const indent = "  ".repeat(row.level - 1);
    if (row.kind === "more") return `${indent}(${row.left.toLocaleString("en-US")} more)`;
    if (row.kind === "cut") return `${indent}(cut)`;
    const name = row.node.key ?? (row.inArray ? String(row.position) : undefined);
    return `${indent}${name === undefined ? "" : `${name} `}${valueWords(tree, row.node)}`;
  });
}

function parsed(text: string): [unknown] | undefined {
  try {
    return [parseJson(text)];
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Put together from the places of the nodes alone. */
function valueOf(text: string, { kind, start, end, children }: JsonNode): unknown {
  switch (kind) {
    case "object":
      return Object.fromEntries(children.map((child) => [child.key ?? "", valueOf(text, child)]));
    case "array":
      return children.map((child) => valueOf(text, child));
    case "string":
    case "number":
    case "literal":
      return parseJson(text.slice(start, end));
  }
}
