/** Every command of `dirq` that can meet a job, with the words that mean it. */

type CommandLine = readonly string[];

/** What looks at the whole queue. */
export function queueLines(): CommandLine[] {
  return [
    ["list"],
    ["list", "--json"],
    ["list", "--state", "queued", "-n", "5"],
    ["results"],
    ["results", "--json"],
    ["results", "--csv"],
    ["stats"],
    ["stats", "--json"],
    ["__complete", "info", ""],
    ["__complete", "list", "--batch", ""],
    ["__complete", "results", "--columns", ""],
    ["workers"],
    ["workers", "--json"],
    ["doctor"],
    ["doctor", "--json"],
    ["trash"],
    ["trash", "--json"],
    ["restore"],
  ];
}

/** What looks at one job. */
export function wordLines(words: readonly string[]): CommandLine[] {
  return words.flatMap((word) => [
    ["info", "--", word],
    ["info", "--json", "--", word],
    ["logs", "--", word],
  ]);
}

export function lookingLines(words: readonly string[]): CommandLine[] {
  return [...queueLines(), ...wordLines(words)];
}

/** What changes the queue, or would. Removed last, brought back, and mended. */
export function changingLines(words: readonly string[]): CommandLine[] {
  return [
    ["submit", "true"],
    ["submit", "--after", "last", "true"],
    ["pause"],
    ["list"],
    ["resume"],
    ["hold", "--", ...words],
    ["release", "--", ...words],
    ["resubmit", "--", ...words],
    ["cancel", "--why", "\x1b[31m", "--", ...words],
    ["rm", "--", ...words],
    ["restore", "--", ...words],
    ["restore", "last"],
    ["doctor", "--fix"],
    ["doctor", "--fix", "--json"],
  ];
}
