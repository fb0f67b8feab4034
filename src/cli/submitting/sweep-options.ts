/** The options of `submit` that make many jobs of one command. What they do is loaded when they are used. */
import { YES_OPTION } from "../changing/confirm.js";
import { inGroup, type Options, type Values } from "../command.js";

export const SWEEP_OPTIONS = inGroup("One command, many values", {
  sweep: {
    type: "string",
    multiple: true,
    value: "name=a,b",
    help: "a job for each value, which stands for {name} in the command; 1..10 and 0..1..0.1 are ranges; of several, all combinations",
  },
  "each-line": {
    type: "string",
    value: "file",
    help: "a job for each line, which stands for {line}; - is stdin",
    offers: { kind: "files" },
  },
  "each-row": {
    type: "string",
    value: "file",
    help: "a job for each row of a CSV file; a {column} by its name",
    offers: { kind: "files" },
  },
  zip: { type: "boolean", help: "pair the first values, the second and so on, instead of combining all" },
  ...YES_OPTION,
} as const satisfies Options);

export type SweepOptions = Values<typeof SWEEP_OPTIONS>;

export function isSweep({ sweep, "each-line": line, "each-row": row }: SweepOptions): boolean {
  return sweep !== undefined || line !== undefined || row !== undefined;
}
