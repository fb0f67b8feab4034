/** Runs the command line on a terminal of a given width, which python3 makes: Node alone cannot. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { CLI, cleanEnvironment, type Ended, type Place } from "./dirq.js";

const PROGRAM = `
import fcntl, os, pty, signal, struct, sys, termios
columns, command = int(sys.argv[1]), sys.argv[2:]
def resize(fd, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
pid, terminal = pty.fork()
if pid == 0:
    resize(1, columns)
    os.execvp(command[0], command)
signal.signal(signal.SIGUSR1, lambda *_: resize(terminal, columns // 2))
import threading
def type_in():
    while (typed := os.read(0, 1024)):
        os.write(terminal, typed)
threading.Thread(target=type_in, daemon=True).start()
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError:
        break
    if not piece: break
    os.write(1, piece)
os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

/** Without the paths where packages lie, which take Python as long again to look for as the rest of its start. */
const PYTHON_ALONE = ["-I", "-S", "-c"];

let answer: boolean | undefined;
export function canMakeTerminals(): boolean {
  return (answer ??= spawnSync("python3", [...PYTHON_ALONE, "import pty"]).status === 0);
}

/** Both streams are one on a terminal; what is written to the process's stdin is typed. */
export function onTerminal(place: Place, columns: number, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  const { status, stdout, stderr } = spawnSync("python3", words(columns, args), {
    cwd: place.directory,
    env: { ...cleanEnvironment(), TERM: "xterm", ...env },
    encoding: "utf8",
    timeout: 50_000,
  });
  return { code: status, stdout: stdout.replaceAll("\r\n", "\n"), stderr };
}

/** SIGUSR1 to the process that is returned makes the terminal half as wide. */
export function startOnTerminal(
  place: Place,
  columns: number,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  const all = { ...cleanEnvironment(), TERM: "xterm", ...env };
  return place.own(spawn("python3", words(columns, args), { cwd: place.directory, env: all }));
}

function words(columns: number, args: readonly string[]): string[] {
  return [...PYTHON_ALONE, PROGRAM, String(columns), process.execPath, CLI, ...args];
}

/** The text as a person sees it. */
export function withoutColours(text: string): string {
  return text.replaceAll(/\x1b\[[\d;]*m/g, "");
}
