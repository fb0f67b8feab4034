/** Which columns a table of results has: what the jobs' params and results hold, found by reading them all once. */
import { printable } from "../../wording/index.js";
import { JOB_FACTS } from "../tables/job-facts.js";
import { UsageError } from "../trouble.js";
import { similarTo } from "../typed/similar.js";
import type { JobResult } from "./job-result.js";

interface Found {
  /** Holds a list in every job. */
  isList: boolean;
  /** How many jobs have a value here, and whether all of those are the same. */
  count: number;
  readonly first: string;
  varies: boolean;
}

/** What is found in the results one after the other; of the values themselves nothing is kept. */
export class ColumnSurvey {
  private readonly found = new Map<string, Found>();
  jobs = 0;
  /** Jobs that completed without a result that can be read. */
  lacking = 0;
  /** Whether any job has a name of its own. */
  named = false;

  add({ job, error, values }: JobResult): void {
    this.jobs++;
    if (job.state === "completed" && error !== undefined) this.lacking++;
    if (job.state !== "damaged" && job.name !== undefined) this.named = true;
    for (const [column, { text, isList }] of values) {
      const known = this.found.get(column);
      if (known === undefined) this.found.set(column, { isList, count: 1, first: text, varies: false });
      else {
        known.isList &&= isList;
        known.varies ||= known.first !== text;
        known.count++;
      }
    }
  }

  /** Params first, those that dirq gives a meaning to left out; then what the results hold. Lists are none of them. */
  get values(): string[] {
    const names = [...this.found]
      .filter(([name, { isList }]) => !isList && !OWN_PARAMS.test(name))
      .map(([name]) => name);
    const isParam = (name: string): boolean => name.startsWith("params.");
    return [...names.filter(isParam), ...names.filter((name) => !isParam(name))];
  }

  /** Results that are left out of `values` because they are lists. */
  get lists(): string[] {
    return [...this.found].filter(([name, { isList }]) => isList && !OWN_PARAMS.test(name)).map(([name]) => name);
  }

  /** Whether a column tells one job from another. */
  tellsApart(column: string): boolean {
    const found = this.found.get(column);
    return found === undefined || found.varies || found.count < this.jobs;
  }

  /** @throws UsageError for a column that no job has a value for */
  check(columns: readonly string[]): void {
    const known: readonly string[] = [...JOB_FACTS, ...this.found.keys()];
    const unknown = columns.find((column) => !known.includes(column));
    if (unknown === undefined || this.jobs === 0) return;
    throw new UsageError(
      `There is no column ${printable(unknown)}.${printable(meant(unknown, known) || ` There are: ${firstOf(known)}`)}`,
    );
  }
}

/** What says how a job is run, not what it was run with. */
const OWN_PARAMS = /^params\.(?:command|type|name|cwd|timeout|env|dirq)(?:\.|$)/;

/** `loss` is often written for `metrics.loss`. */
function meant(word: string, known: readonly string[]): string {
  const ending = known.find((name) => name.endsWith(`.${word}`));
  return ending === undefined ? similarTo(word, known) : ` Did you mean ${ending}?`;
}

const MOST_NAMED = 40;

function firstOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
