import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readBundle } from "./panel-page.js";

const styles = path.resolve(__dirname, "../../media/webview");

describe("What the panel's page is made of", () => {
  it("has no colour of its own in its styles", () => {
    const own =
      /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|:\s*(?:white|black|red|green|blue|gr[ae]y)\b/i;
    const files = readdirSync(styles).map((name) => [name, readFileSync(path.join(styles, name), "utf8")] as const);
    const found = files.flatMap(([name, text]) =>
      text
        .split("\n")
        .flatMap((line) => (own.test(line.replace(/#[\w-]+[^:;]*\{|#panel[\w-]*/g, "")) ? [`${name}: ${line}`] : [])),
    );
    assert.deepEqual(found, []);
  });

  it("has another size wherever it takes one from the theme, which a theme need not have", () => {
    const files = readdirSync(styles).map((name) => [name, readFileSync(path.join(styles, name), "utf8")] as const);
    const sizes = files.flatMap(([name, text]) =>
      [
        ...text.matchAll(
          /var\(\s*(--vscode-[\w-]*(?:size|weight|family|width|height|radius|spacing)[\w-]*)\s*([,)])/gi,
        ),
      ].map(([, token = "", next]) => ({ name, token, hasOther: next === "," })),
    );
    assert.ok(sizes.length > 0);
    assert.deepEqual(
      sizes.filter(({ hasOther }) => !hasOther),
      [],
    );
  });

  it("has a value for each of its own tokens", () => {
    const text = readdirSync(styles)
      .map((name) => readFileSync(path.join(styles, name), "utf8"))
      .join("\n");
    const used = [...text.matchAll(/var\((--(?!vscode)[\w-]+)\)/g)].map(([, token = ""]) => token);
    assert.deepEqual(
      used.filter((token) => !text.includes(`${token}:`)),
      [],
    );
  });

  it("is at most 200 KiB of script", async () => {
    assert.ok((await readBundle("job-panel.js")).length <= 200 * 1024);
  });
});
