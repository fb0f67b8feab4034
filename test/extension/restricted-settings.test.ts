import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly type: unknown }>> };
  };
}

const manifest = JSON.parse(readFileSync(path.resolve(__dirname, "../../package.json"), "utf8")) as Manifest;
const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
const settings = manifest.contributes.configuration.properties;

/** Settings of which an unknown folder may say what it wants: they choose what is shown, never what is read or run. */
const HARMLESS = new Set(["dirq.notify", "dirq.openOutputIn", "dirq.problems"]);
const NAMES_SOMETHING = /path|shell|env|director|folder|file|command|program|executable|interpreter|python|node/i;

describe("A folder that is not trusted", () => {
  it("has a say only in settings that are known to be harmless", () => {
    const open = Object.keys(settings).filter((name) => !restricted.includes(name));
    assert.deepEqual(
      open.filter((name) => !HARMLESS.has(name)),
      [],
      "Add a new setting to restrictedConfigurations, or here if it can neither name nor run anything.",
    );
  });

  it("has none in a setting for a path, a shell or variables, whatever it is called", () => {
    const naming = Object.keys(settings).filter((name) => NAMES_SOMETHING.test(name.replace(/^dirq\./, "")));
    assert.deepEqual(
      naming.filter((name) => !restricted.includes(name)),
      [],
    );
    assert.ok(naming.length >= 3);
  });

  it("is refused by names that there are", () => {
    assert.deepEqual(
      restricted.filter((name) => !(name in settings)),
      [],
    );
  });
});
