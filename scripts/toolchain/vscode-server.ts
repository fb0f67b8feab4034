/**
 * A real VS Code from npm alone: the package `code-server` holds Microsoft's server build (workbench, extension host,
 * terminals), and the package `node` the Node it insists on. No compiler and no other download is needed.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache.js";
import { npmInstall } from "./npm.js";

/** A release of code-server and the major version of Node that it needs. */
interface VsCodeVersion {
  readonly codeServer: string;
  readonly node: string;
  /** On the disk, with that Node. */
  readonly size: string;
}

/** The VS Code that tests and `npm start` use; with DIRQ_TEST_VSCODE=floor the oldest that `engines.vscode` promises. */
export const vscodeVersions: Readonly<Record<"current" | "floor", VsCodeVersion>> = {
  current: { codeServer: "4.139.1", node: "24", size: "800 MB" },
  // It runs the extension, but no terminals: its node-pty would have to be compiled.
  floor: { codeServer: "4.103.2", node: "22", size: "500 MB" },
};

export interface VsCodeServer {
  /** The Node to run it with. */
  readonly node: string;
  /** The server's main script. */
  readonly main: string;
}

/** Fetches the server the first time. Throws with the reason when it cannot be had. */
export async function vscodeServer(version: VsCodeVersion = wantedVersion()): Promise<VsCodeServer> {
  const key = `code-server-${version.codeServer}-node${version.node}-${process.platform}-${process.arch}`;
  const entry = { key, title: `VS Code (code-server ${version.codeServer})`, size: version.size };
  const directory = await cached(entry, (aside) => install(aside, version));
  return pathsIn(directory);
}

function wantedVersion(): VsCodeVersion {
  return process.env["DIRQ_TEST_VSCODE"] === "floor" ? vscodeVersions.floor : vscodeVersions.current;
}

async function install(directory: string, version: VsCodeVersion): Promise<void> {
  const node = path.join(directory, "node");
  await npmInstallInto(node, [`node@${version.node}`]);
  const nodeDirectory = path.dirname(pathsIn(directory).node);

  // Its own install script wants a compiler and Kerberos headers, for parts that nobody here needs; the terminal and
  // the file watcher bring prebuilt binaries. Its old peer ranges would stop npm.
  const args = ["--omit=dev", "--ignore-scripts", "--legacy-peer-deps"];
  await npmInstallInto(directory, [`code-server@${version.codeServer}`], { args, nodeDirectory });
  const vscode = path.dirname(path.dirname(pathsIn(directory).main));
  await npmInstall(vscode, [], { args, nodeDirectory });
  await npmInstall(path.join(vscode, "extensions"), [], { args, nodeDirectory });
}

async function npmInstallInto(...[directory, packages, options]: Parameters<typeof npmInstall>): Promise<void> {
  await mkdir(directory, { recursive: true });
  await npmInstall(directory, packages, options);
}

function pathsIn(directory: string): VsCodeServer {
  const executable = process.platform === "win32" ? "node.exe" : "node";
  return {
    node: path.join(directory, "node", "node_modules", "node", "bin", executable),
    main: path.join(directory, "node_modules", "code-server", "lib", "vscode", "out", "server-main.js"),
  };
}
