import assert from "node:assert/strict";
import { scriptOf } from "../../../src/extension/submit/script.js";

describe("Selected text as a script", () => {
  const cases: [what: string, pieces: string[], script: string][] = [
    ["one line, without space around it", ["  make data \n"], "make data"],
    ["several lines, without what all are indented by", ["    cd a\n      make\n\n    ls"], "cd a\n  make\n\nls"],
    ["Windows' line ends as a shell needs them", ["cd a\r\nmake\r\n"], "cd a\nmake"],
    ["several selections in their order", ["make a", "make b"], "make a\nmake b"],
    ["tabs and spaces, where they are the same", ["\t a\n\t  b"], "a\n b"],
    ["space at the end of a line of several", ["cat <<E \na \nE"], "cat <<E \na \nE"],
    ["nothing", [" \n", ""], ""],
  ];
  for (const [what, pieces, script] of cases) it(`is ${what}`, () => assert.equal(scriptOf(pieces), script));
});
