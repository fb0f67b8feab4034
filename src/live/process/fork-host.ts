/** Starting the queue's process with the Node that runs this one, be it Node itself or VS Code's Electron. */
import { fork } from "node:child_process";
import { dirname } from "node:path";

export interface HostListener {
  message(message: unknown): void;
  stderr(text: string): void;
  /** Once, whether it could not be started, died, or was killed by `kill`. */
  ended(reason: string): void;
}

export interface Host {
  readonly processId: number | undefined;
  send(message: unknown): void;
  kill(): void;
}

export function forkHost(script: string, args: readonly string[], listener: HostListener): Host {
  const child = fork(script, args, {
    execPath: process.execPath,
    execArgv: [],
    env: environment(),
    // The directory that this process stands in may be on the disk that hangs.
    cwd: dirname(script),
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  child.on("message", (message) => listener.message(message));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => listener.stderr(text));
  let ended = false;
  const end = (reason: string): void => {
    if (!ended) listener.ended(reason);
    ended = true;
  };
  child.on("error", (error) => end(error.message));
  child.on("exit", (code, signal) => end(signal === null ? `exit code ${code}` : signal));
  return {
    processId: child.pid,
    send: (message) => {
      // An error here is followed by the end of the process, which is what the listener hears of.
      if (child.connected) child.send(message as object, () => {});
    },
    kill: () => child.kill("SIGKILL"),
  };
}

/** ELECTRON_RUN_AS_NODE makes Electron behave as Node; a debugger's NODE_OPTIONS are meant for the extension host. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: undefined, VSCODE_INSPECTOR_OPTIONS: undefined };
}
