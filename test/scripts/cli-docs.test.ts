import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { cliPage } from "../../scripts/cli-docs/page.js";
import { DETAILS } from "../../scripts/cli-docs/details.js";
import { projectRoot } from "../../scripts/project.js";
import { COMMANDS } from "../../src/cli/command-table.js";

describe("docs/cli.md", () => {
  it("says what the program's help says: npm run docs:cli makes it", async () => {
    assert.equal(readFileSync(path.join(projectRoot, "docs/cli.md"), "utf8"), await cliPage());
  });

  it("has details of commands that there are", () => {
    const names = COMMANDS.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(DETAILS).filter((name) => !names.includes(name)),
      [],
    );
  });
});
