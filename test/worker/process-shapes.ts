/** Commands that leave processes behind in the ways that real ones do; each is given a `sleep` that no other process runs. */
export interface ProcessShape {
  readonly command: (sleep: string) => string;
  /** How many of the sleeps there are once all is started. */
  readonly sleeps: number;
}

export const SHAPES: Readonly<Record<string, ProcessShape>> = {
  "a pipeline": { sleeps: 2, command: (sleep) => `${sleep} | ${sleep}; echo` },
  "background children": { sleeps: 2, command: (sleep) => `${sleep} & ${sleep} & wait` },
  "children whose shell is gone": { sleeps: 2, command: (sleep) => `${sleep} & ${sleep} & exit` },
  "a process in a session of its own": { sleeps: 2, command: (sleep) => `setsid ${sleep} & ${sleep}; wait` },
  "a daemon made by a double fork": {
    sleeps: 3,
    command: (sleep) => `(setsid sh -c '${sleep} & ${sleep} &' >/dev/null 2>&1 &) ; exec ${sleep}`,
  },
  "a process that cleared its environment": {
    sleeps: 2,
    command: (sleep) => `env -i PATH="$PATH" setsid ${sleep} & ${sleep}; wait`,
  },
};

/** They take SIGTERM for nothing, so they live until they are killed. */
export const DEAF_SHAPES: Readonly<Record<string, ProcessShape>> = {
  "a shell that ignores SIGTERM and what it starts": {
    sleeps: 1,
    command: (sleep) => `trap '' TERM; while :; do ${sleep}; done`,
  },
  "a session of its own that ignores SIGTERM": {
    sleeps: 2,
    command: (sleep) => `setsid sh -c "trap '' TERM; ${sleep}; :" >/dev/null 2>&1 & ${sleep}; wait`,
  },
  "one that answers SIGTERM with a new process": {
    sleeps: 1,
    command: (sleep) => `trap 'setsid ${sleep} & ${sleep}' TERM; ${sleep} & wait; wait`,
  },
};
