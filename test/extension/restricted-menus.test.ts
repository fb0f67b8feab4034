import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

interface Entry {
  readonly command?: string;
  readonly when?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly Entry[]>>;
  };
}

const text = readFileSync(path.resolve(__dirname, "../../package.json"), "utf8");
const { commands, menus } = (JSON.parse(text) as Manifest).contributes;
const needTrust = new Set(
  commands.filter(({ enablement }) => enablement?.includes("isWorkspaceTrusted")).map(({ command }) => command),
);

describe("In Restricted Mode", () => {
  it("what writes or runs is in no menu, not even greyed", () => {
    // The command palette leaves out by itself what is not enabled.
    const entries = Object.entries(menus).flatMap(([menu, all]) => (menu === "commandPalette" ? [] : all));
    const shown = entries.filter(({ command = "", when }) => needTrust.has(command) && !isHidden(when));
    assert.deepEqual(shown, []);
    assert.ok(needTrust.size > 20);
  });
});

function isHidden(when = ""): boolean {
  return when === "false" || (/(^|&& )isWorkspaceTrusted( &&|$)/.test(when) && !when.includes("||"));
}
