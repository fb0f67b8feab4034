/**
 * A VS Code server of one's own: its data in a temporary directory, on a free port of this machine only, and behind a
 * token, because other users of this machine reach that port as well and a workbench has a terminal.
 */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { type ProcessGroup, startGroup } from "../processes/process-group.js";
import { temporaryDirectory } from "../processes/temporary-directory.js";
import type { VsCodeServer } from "../toolchain/vscode-server.js";

export interface ServerOptions {
  readonly server: VsCodeServer;
  /** Directories of extensions that are installed in it. */
  readonly extensions?: readonly string[];
  /** Directories of VS Code's own extensions that it is to be without. */
  readonly without?: readonly string[];
  /** The user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether folders are trusted. Otherwise they open in Restricted Mode, where nothing is asked. Default true. */
  readonly trusted?: boolean;
  /** Lets a page hand over VS Code's test parameters, as the command line of the desktop would. */
  readonly testDriver?: boolean;
  /** Variables on top of this process's. */
  readonly env?: Readonly<Record<string, string>>;
  /** A program and its words which start the server in their turn, and may watch it. */
  readonly under?: readonly string[];
}

export interface RunningServer {
  /** Address of the workbench, token included, with a folder or `.code-workspace` file open. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** The URI by which the workbench knows a file of this machine. */
  uri(file: string): string;
  /** Gives the user other settings than those at the start, for the windows that are opened from now on. */
  readonly useSettings: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Settles when the server ends, by itself or through `stop`. */
  readonly ended: Promise<unknown>;
  /** Ends the server with all that it started there, and removes its data. */
  readonly stop: () => Promise<void>;
}

/** Starts a server and waits until it listens. Throws with what it said when it does not. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const data = temporaryDirectory("vscode");
  await writeSettings(data.path, options);
  await link(options.extensions ?? [], path.join(data.path, "extensions"));
  if (options.without !== undefined) await link(await builtInExtensions(options), builtIn(data.path));
  const token = randomBytes(16).toString("hex");
  await writeFile(tokenFile(data.path), token, { mode: 0o600 });
  const group = launch(data.path, options);
  const stop = async (): Promise<void> => {
    await group.stop();
    data.remove();
  };
  try {
    const useSettings: RunningServer["useSettings"] = (settings) => writeSettings(data.path, { ...options, settings });
    return running({ port: await listeningPort(group), token, group, useSettings, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A file, because everybody can read the command lines of this machine. */
function tokenFile(data: string): string {
  return path.join(data, "token");
}

async function writeSettings(data: string, options: Pick<ServerOptions, "trusted" | "settings">): Promise<void> {
  const settings = {
    "security.workspace.trust.enabled": options.trusted === false,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": false,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "chat.disableAIFeatures": true,
    ...options.settings,
  };
  const user = path.join(data, "user", "User");
  await mkdir(user, { recursive: true });
  await writeFile(path.join(user, "settings.json"), JSON.stringify(settings, null, 2));
}

/** The server takes each directory in its directories of extensions for an installed extension; a link will do. */
async function link(directories: readonly string[], into: string): Promise<void> {
  await mkdir(into);
  for (const directory of directories) {
    await symlink(path.resolve(directory), path.join(into, path.basename(directory)), "junction");
  }
}

function builtIn(data: string): string {
  return path.join(data, "built-in");
}

/** Those that are left. */
async function builtInExtensions({ server, without }: ServerOptions): Promise<string[]> {
  const all = path.resolve(server.main, "../../extensions");
  return (await readdir(all)).filter((name) => without?.includes(name) !== true).map((name) => path.join(all, name));
}

function launch(data: string, options: ServerOptions): ProcessGroup {
  const args = [
    ...[options.server.main, "--host", "127.0.0.1", "--port", "0"],
    ...["--connection-token-file", tokenFile(data), "--accept-server-license-terms", "--telemetry-level", "off"],
    ...["--server-data-dir", path.join(data, "server"), "--user-data-dir", path.join(data, "user")],
    // A page that goes before it could say so leaves its extension host waiting for its return: for three hours, unless told.
    ...["--reconnection-grace-time", "3"],
    ...["--extensions-dir", path.join(data, "extensions")],
    ...(options.without === undefined ? [] : ["--builtin-extensions-dir", builtIn(data)]),
    ...(options.testDriver === true ? ["--enable-smoke-test-driver"] : []),
  ];
  // Inside a terminal of VS Code, the variables of that one would lead this one astray.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_RUN_AS_NODE$)/.test(name));
  const env = { ...Object.fromEntries(inherited), ...options.env };
  const [program = "", ...words] = [...(options.under ?? []), options.server.node, ...args];
  return startGroup(program, words, { env, output: "pipe" });
}

/** Reads what the server says until it names its port. */
function listeningPort({ child, ended }: ProcessGroup): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-10_000);
      const port = /Extension host agent listening on (\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    const fail = (reason: string): void => reject(new Error(`The VS Code server ${reason}. It said:\n${said}`));
    ended.then(
      () => fail("ended before it was listening"),
      (error: Error) => fail(`does not start: ${error.message}`),
    );
    AbortSignal.timeout(60_000).addEventListener("abort", () => fail("was not listening after 60 s"));
  });
}

interface Listening {
  readonly port: number;
  readonly token: string;
  readonly group: ProcessGroup;
  readonly useSettings: RunningServer["useSettings"];
  readonly stop: () => Promise<void>;
}

function running({ port, token, group, useSettings, stop }: Listening): RunningServer {
  const authority = `127.0.0.1:${port}`;
  return {
    address(folder, payload) {
      const kind = folder.endsWith(".code-workspace") ? "workspace" : "folder";
      const query = new URLSearchParams({ tkn: token, [kind]: folder });
      if (payload !== undefined) query.set("payload", JSON.stringify(payload));
      return `http://${authority}/?${query.toString().replaceAll("%2F", "/")}`;
    },
    uri: (file) => `vscode-remote://${authority}${path.resolve(file)}`,
    useSettings,
    ended: group.ended,
    stop,
  };
}
