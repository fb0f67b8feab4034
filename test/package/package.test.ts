import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import manifest from "../../package.json";

const root = path.resolve(__dirname, "../..");

describe("What is shipped", () => {
  let files: readonly string[];
  before(async () => {
    files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  });

  it("keeps within its size, which is what it costs to start", () => {
    const limits = {
      "cli.js": 35,
      "any-command.js": 275,
      "extension.js": 192,
      "queue-host.js": 157,
      "sweeps.js": 16,
      "webview/job-panel.js": 200,
    };
    const tooLarge = Object.entries(limits).flatMap(([name, limit]) => {
      const kibibytes = Math.ceil(statSync(path.join(root, "dist", name)).size / 1024);
      return kibibytes > limit ? [`${name}: ${kibibytes} KiB of ${limit}`] : [];
    });
    assert.deepEqual(tooLarge, []);
  });

  it("takes VS Code's API as it is, and no copy of it for each file, which was most of the extension's start", () => {
    const text = readFileSync(path.join(root, "dist/extension.js"), "utf8");
    assert.deepEqual(text.match(/[\w$]+\((?=require\("vscode"\))/g), null);
    assert.match(text, /=require\("vscode"\)/);
  });

  it("knows VS Code in the extension alone", () => {
    const bundles = readdirSync(path.join(root, "dist")).filter((name) => /\.(c|m)?js$/.test(name));
    const knowing = bundles.filter((name) =>
      /(?:require\(|from ?|import ?)["']vscode["']/.test(readFileSync(path.join(root, "dist", name), "utf8")),
    );
    assert.deepEqual(knowing, ["extension.js"]);
  });

  it("is in the .vsix what the extension and its worker need, and no more", () => {
    const places = new Set(files.map((file) => file.replace(/^(dist\/webview|media|schemas)\/.*/, "$1")));
    // It is written when the extension is packaged.
    places.delete("ThirdPartyNotices.txt");
    assert.deepEqual([...places].sort(), [
      ...["CHANGELOG.md", "LICENSE", "README.md"],
      ...[
        "dist/any-command.js",
        "dist/beat-thread.js",
        "dist/cli.js",
        "dist/extension.js",
        "dist/index.mjs",
        "dist/queue-host.js",
        "dist/sweeps.js",
        "dist/webview",
      ],
      ...["media", "package.json", "schemas"],
    ]);
    assert.deepEqual(
      files.filter((file) => /\.(ts|map)$/.test(file)),
      [],
    );
  });

  it("brings a drawing for each step of the walkthrough, in no style that VS Code takes out of it", () => {
    for (const { media } of manifest.contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      assert.ok(files.includes(media.svg), `${media.svg} is not shipped`);
      const drawing = readFileSync(path.join(root, media.svg), "utf8");
      assert.ok(drawing.includes(`aria-label="${media.altText}"`), `${media.svg} says something else than its step`);
      assert.doesNotMatch(drawing, /style/);
    }
  });
});
