/** A job's result for programs, on one line. */
import { indentJson } from "../../queue/index.js";
import { valueIn, type JobResult } from "../results/job-result.js";
import { onOneLine } from "./job-json.js";
import { strictJson } from "./strict-json.js";

/** What a line has beside params and result, where no columns were asked for. */
const FACTS = ["id", "name", "state", "ran", "error"];

interface ResultLine {
  readonly columns: readonly string[] | undefined;
  readonly now: number;
}

/** Keys that have no value are there all the same, as null. */
export function resultJson(row: JobResult, { columns, now }: ResultLine): string {
  const members = (columns ?? FACTS).map((column) => [column, valueIn({ column, now }, row)] as const);
  const more =
    columns === undefined
      ? ([
          ["params", row.params],
          ["result", row.result],
        ] as const)
      : [];
  const texts = [...members, ...more].map(([key, json]) => `${JSON.stringify(key)}:${json ?? "null"}`);
  return strictJson(onOneLine(indentJson(`{${texts.join(",")}}`)));
}
