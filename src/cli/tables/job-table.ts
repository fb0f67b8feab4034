/** Jobs as the table that `dirq list` prints, row by row as they are read. */
import type { DamagedJob, JobWithText } from "../../queue/index.js";
import type { Screen } from "../screen.js";
import { hidesSecret } from "../showing/hidden-secrets.js";
import { beginning } from "./beginning.js";
import { COLUMNS, COLUMNS_WITH_ERROR, columnsOf, DEFAULT_COLUMNS, type Column, type TableLook } from "./columns.js";
import { MEASURED, tableLines, type Cell } from "./table.js";

export interface TableOfJobs {
  /** Undefined where none were asked for. */
  readonly columns: readonly Column[] | undefined;
  readonly header: boolean;
}

/** Where there is little room, "3 min ago" leaves more of it to the name than a date does; where there is less, no error fits. */
const WIDE_ENOUGH_FOR_DATES = 80;
const WIDE_ENOUGH_FOR_ERRORS = 80;
const WIDE_ENOUGH_FOR_BOTH = 110;

export class JobTable {
  /** So many jobs there were. */
  rows = 0;
  /** Those of them that cannot be read, of which the table may have had to cut the reason. */
  readonly damaged: DamagedJob[] = [];
  /** The first in whose error something is hidden. */
  hiding: string | undefined;

  constructor(
    private readonly out: Screen,
    private readonly table: TableOfJobs,
  ) {}

  lines(jobs: Iterable<JobWithText>): Iterable<string> {
    const { columns: asked, header } = this.table;
    const { width = Infinity, isTerminal } = this.out;
    const { first, all } = beginning(jobs, MEASURED);
    // A program behind a pipe can rely on the columns, whatever becomes of the jobs.
    const canTellErrors = asked === undefined && isTerminal && width >= WIDE_ENOUGH_FOR_ERRORS;
    const tellsErrors = canTellErrors && first.some(({ job }) => job.state === "failed");
    const columns = asked ?? columnsOf(tellsErrors ? COLUMNS_WITH_ERROR : DEFAULT_COLUMNS);
    const look = { now: Date.now(), narrow: width < (tellsErrors ? WIDE_ENOUGH_FOR_BOTH : WIDE_ENOUGH_FOR_DATES) };
    const headings = columns.map(({ heading }) => heading);
    const yielding = [...columns.keys()].filter((index) => columns[index]?.yields);
    const shape = { headings, yielding, width: this.out.width, header };
    return tableLines(this.out, shape, this.cells(all, columns, look));
  }

  private *cells(jobs: Iterable<JobWithText>, columns: readonly Column[], look: TableLook): Generator<readonly Cell[]> {
    const saysWhy = columns.includes(COLUMNS.error);
    for (const { job } of jobs) {
      this.rows++;
      if (job.state === "damaged") this.damaged.push(job);
      if (saysWhy && this.hiding === undefined && hidesSecret(job)) this.hiding = job.id;
      yield columns.map(({ cell }) => cell(job, look));
    }
  }
}
