/** The command that runs a file: what it names itself, else what runs files of its type. */
import { extname, isAbsolute } from "node:path";
import type { Program } from "../../live/live-queue.js";
import { cmdJoin, shellJoin } from "../../wording/index.js";

export interface FileToRun {
  /** From the directory in which the command runs. */
  readonly path: string;
  /** As VS Code calls it, for a file that is open. */
  readonly language?: string | undefined;
  readonly program: Program;
  /** What runs Python here. */
  readonly python: string;
  readonly platform: NodeJS.Platform;
}

/** `runs` is false for a file that nothing is known to run: then the command is its path alone. */
export function fileCommand(file: FileToRun): { readonly command: string; readonly runs: boolean } {
  const words = interpreterOf(file);
  const path = words?.length === 0 ? asCommand(file.path) : asArgument(file.path);
  const join = file.platform === "win32" ? cmdJoin : shellJoin;
  return { command: join([...(words ?? []), path]), runs: words !== undefined };
}

/** What runs files with these ends, or of these languages. */
const INTERPRETERS: readonly (readonly [words: readonly string[], types: readonly string[]])[] = [
  [["bash"], [".sh", ".bash", "shellscript"]],
  [["zsh"], [".zsh"]],
  [["fish"], [".fish", "fish"]],
  [["node"], [".js", ".mjs", ".cjs", "javascript"]],
  [["Rscript"], [".r", "r"]],
  [["julia"], [".jl", "julia"]],
  [["perl"], [".pl", "perl"]],
  [["ruby"], [".rb", "ruby"]],
  [["lua"], [".lua", "lua"]],
  [["php"], [".php", "php"]],
  [
    ["pwsh", "-File"],
    [".ps1", "powershell"],
  ],
];

/** None for a file that runs by itself; undefined where nothing is known. */
function interpreterOf({ path, language, program, python }: FileToRun): readonly string[] | undefined {
  const { executable, binary, shebang } = program;
  const types = [extname(path).toLowerCase(), language];
  // `python3` in a script means any; the person who has chosen one for the workspace means that one.
  const isPython = [".py", ".pyw", "python"].some((type) => types.includes(type));
  if (isPython && (shebang === undefined || /\bpython[\d.]*$/.test(shebang))) return [python];
  // Some disks say of every file that it may be executed.
  if (executable && (binary || shebang !== undefined)) return [];
  if (shebang !== undefined) return shebangWords(shebang);
  return INTERPRETERS.find(([, known]) => known.some((type) => types.includes(type)))?.[0];
}

/** As the system reads it: all that follows the program is one word. */
function shebangWords(shebang: string): readonly string[] {
  const [, program = "", argument = ""] = /^(\S+)\s*(.*)$/.exec(shebang) ?? [];
  return argument === "" ? [program] : [program, argument];
}

/** A name without a folder would be looked for on the PATH. */
function asCommand(path: string): string {
  return isAbsolute(path) || /[\\/]/.test(path) ? path : `./${path}`;
}

/** Or it would be taken for an option. */
function asArgument(path: string): string {
  return path.startsWith("-") ? `./${path}` : path;
}
