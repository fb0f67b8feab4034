import { existsSync, readFileSync } from "node:fs";

export interface Run {
  /** The number of the job. */
  readonly n: number;
  readonly claim: string;
  /** Of the worker. */
  readonly pid: number;
}

/** The numbers of the jobs of these runs, in order, each as often as it was run. */
export function numbersRun(file: string): number[] {
  return runsIn(file)
    .map(({ n }) => n)
    .sort((a, b) => a - b);
}

/** The runs that counting workers have begun, in their order. */
export function runsIn(file: string): Run[] {
  if (!existsSync(file)) return [];
  // A line that is being written has no end yet.
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => {
    const [n, claim = ""] = line.split(" ");
    return { n: Number(n), claim, pid: Number(claim.split("-")[2]) };
  });
}
