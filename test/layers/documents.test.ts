import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../scripts/project.js";

const folders = [".", "bench", "docs", "examples", "examples/sample", "test/cli", "test/vscode"];

/** Made when somebody asks for them. */
const made = ["docs/api"];

const documents = folders.flatMap((folder) =>
  readdirSync(path.join(projectRoot, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => path.join(folder, name)),
);

describe("What the documents name", () => {
  it("is there, be it linked to, or a file, a folder or a test in code", () => {
    const named = documents.flatMap((document) => namesIn(document).map((name) => ({ document, name })));
    assert.ok(named.length > 100, `only ${named.length} names were found: is the path right?`);
    assert.deepEqual(
      named.filter(({ document, name }) => !isThere(document, name)),
      [],
    );
  });

  it("is a file of the sources, where only its name is said", () => {
    const sources = readdirSync(path.join(projectRoot, "src"), { recursive: true, encoding: "utf8" });
    const names = new Set(sources.map((source) => path.basename(source)));
    const named = [...textOf("CONTRIBUTING.md").matchAll(/`([a-z-]+\.ts)`/g)].map(([, name = ""]) => name);
    assert.ok(named.length > 5, `only ${named.length} names were found`);
    assert.deepEqual(
      named.filter((name) => !names.has(name)),
      [],
    );
  });

  it("is a heading of that document, where a part of one is linked to", () => {
    const linked = documents.flatMap((document) =>
      [...textOf(document).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)].map(([, file = "", heading = ""]) => {
        return { document: file === "" ? document : path.join(path.dirname(document), file), heading };
      }),
    );
    assert.ok(linked.length > 30, `only ${linked.length} links were found`);
    assert.deepEqual(
      linked.filter(({ document, heading }) => !headingsOf(document).includes(heading)),
      [],
    );
  });

  it("is every picture that the tests of VS Code take, and no other", () => {
    const named = [...textOf("test/vscode/README.md").matchAll(/`([a-z\d]+(?:-[a-z\d]+)*)(?:-…)?`/g)];
    const names = named.map(([, name = ""]) => name);
    const pictures = ["test/vscode", "test/webview"].flatMap(picturesTakenIn);
    assert.ok(pictures.length > 80, `only ${pictures.length} pictures were found`);
    assert.deepEqual(
      {
        unnamed: pictures.filter((picture) => !names.some((name) => isOf(picture, name))),
        untaken: names.filter((name) => name.includes("-") && !pictures.some((picture) => isOf(picture, name))),
      },
      { unnamed: [], untaken: [] },
    );
  });
});

/** As files are called; `*` for what is known only when it is taken, such as a theme. */
function picturesTakenIn(folder: string): readonly string[] {
  const tests = readdirSync(path.join(projectRoot, folder), { encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const taken = /takePicture\(\s*[\w.]+,\s*(["`])(.+?)\1/g;
  return tests.flatMap((test) =>
    [...textOf(path.join(folder, test)).matchAll(taken)].map(([, , name = ""]) =>
      name.replaceAll(/\$\{.+?\}/g, "*").replaceAll(/[^\w*]+/g, "-"),
    ),
  );
}

/** What differs at its end need not be named: `jobs-view` stands for one in each theme. */
function isOf(picture: string, name: string): boolean {
  return new RegExp(`^${picture.replaceAll("-*", "(-[\\w-]+)?")}$`).test(name);
}

/** As links name them: in small letters, hyphens for spaces, and nothing else but letters and digits. */
function headingsOf(document: string): readonly string[] {
  return [...textOf(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-"),
  );
}

function textOf(document: string): string {
  return readFileSync(path.join(projectRoot, document), "utf8");
}

function namesIn(document: string): readonly string[] {
  const text = textOf(document);
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
