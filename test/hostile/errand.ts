/** What is asked of the runner, and what it answers. */
export interface Errand {
  /** Absolute path of the program. */
  readonly cli: string;
  readonly cwd: string;
  /** The folder for temporary files. */
  readonly temporary: string;
  /** The file that gets the calls. */
  readonly trace: string;
  readonly commandLines: readonly (readonly string[])[];
  /** Whether it is to think that it prints on a terminal. */
  readonly terminal: boolean;
}

export interface Answer {
  readonly runs: readonly Printed[];
}

/** How one command line ended, and the bytes that it printed, in base64. */
export interface Printed {
  readonly args: readonly string[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
