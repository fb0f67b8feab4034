/**
 * `dirq` as a file that a shell finds: it runs the bundled command line with the Node that came with VS Code. Both move
 * with every update, the file does not.
 */
import { shellJoin } from "../../wording/index.js";
import type { BundledCli } from "./bundled-cli.js";

export interface Shim {
  readonly name: string;
  readonly text: string;
}

/** On Windows two: one for cmd and PowerShell, one for the shell that comes with Git. */
export function shims(cli: BundledCli, platform: NodeJS.Platform): readonly Shim[] {
  const forSh = { name: "dirq", text: shText(cli) };
  return platform === "win32" ? [forSh, { name: "dirq.cmd", text: cmdText(cli) }] : [forSh];
}

const ABOUT = "dirq for the terminals of VS Code. Its extension writes this file, anew whenever one of them has moved.";
const MOVED = "dirq: the extension of VS Code has moved. Open its view there once, then try again.";

/** A terminal may come back before the extension is active: until then any other Node will do, or words that help. */
function shText({ node, script, env }: BundledCli): string {
  const exports = Object.entries(env).map(([name, value]) => `export ${name}=${shellJoin([value])}`);
  return `#!/bin/sh
# ${ABOUT}
node=${shellJoin([node])}
cli=${shellJoin([script])}
[ -x "$node" ] || node=node
[ -f "$cli" ] || { echo ${shellJoin([MOVED])} >&2; exit 127; }
${exports.join("\n")}
exec "$node" "$cli" "$@"
`;
}

function cmdText({ node, script, env }: BundledCli): string {
  const sets = Object.entries(env).map(([name, value]) => `set "${name}=${batch(value)}"`);
  const lines = [
    "@echo off",
    `rem ${ABOUT}`,
    "setlocal",
    ...sets,
    `if not exist "${batch(script)}" (echo ${MOVED} 1>&2 & exit /b 127)`,
    `"${batch(node)}" "${batch(script)}" %*`,
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}

/** A path can hold a percent sign, but no double quote. */
function batch(text: string): string {
  return text.replaceAll("%", "%%");
}
