import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../scripts/project.js";

const folders = [".", "bench", "docs", "examples", "examples/sample", "test/cli", "test/vscode"];

/** Made when somebody asks for them. */
const made = ["docs/api"];

describe("What the documents name", () => {
  it("is there, be it linked to, or a file, a folder or a test in code", () => {
    const documents = folders.flatMap((folder) =>
      readdirSync(path.join(projectRoot, folder))
        .filter((name) => name.endsWith(".md"))
        .map((name) => path.join(folder, name)),
    );
    const named = documents.flatMap((document) => namesIn(document).map((name) => ({ document, name })));
    assert.ok(named.length > 100, `only ${named.length} names were found: is the path right?`);
    assert.deepEqual(
      named.filter(({ document, name }) => !isThere(document, name)),
      [],
    );
  });
});

function namesIn(document: string): readonly string[] {
  const text = readFileSync(path.join(projectRoot, document), "utf8");
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = ""]) => link);
  const inCode = [...text.matchAll(/`((?:src|test|suite|scripts|bench|examples|docs|media|schemas)\/[\w./{},-]+)`/g)];
  const pageTests = [...text.matchAll(/`([a-z-]+\.page)`/g)];
  return [...links, ...[...inCode, ...pageTests].flatMap(([, name = ""]) => expanded(name))];
}

/** `test/{a,b}` as the two that it stands for. */
function expanded(name: string): readonly string[] {
  const [, before, choices, after] = /^(.*)\{(.*)\}(.*)$/.exec(name) ?? [];
  return choices === undefined ? [name] : choices.split(",").map((choice) => `${before}${choice}${after}`);
}

/** From the project's folder or the document's own; a test may go without its ending. */
function isThere(document: string, name: string): boolean {
  const places = [name, path.join(path.dirname(document), name)].map((place) => path.join(projectRoot, place));
  return made.includes(name) || places.some((place) => existsSync(place) || existsSync(`${place}.test.ts`));
}
