/**
 * The layout with one list: the jobs of all queues and states, one below the other. By default the last submitted stands
 * first, so that a job keeps its place from its submission to its end, and no row runs away from the mouse.
 */
import type { ListView } from "../../../live/live-queue.js";
import { JOB_STATES, type JobState } from "../../../queue/job.js";
import { jobKey } from "../../queues/job-key.js";
import type { JobTarget, QueueHandle } from "../../queues/queues.js";
import { areSame } from "../../rows/same-rows.js";
import type { CurrentListView } from "../list-view.js";
import type { Node } from "../nodes.js";
import { noticeNodes } from "../notices.js";
import { AllJobs } from "./all-jobs.js";
import { endRow } from "./end-row.js";
import { type JobNodes, jobNodes, NO_NODES } from "./job-nodes.js";
import { ROOT, type Changes, type Layout, type Update } from "./layout.js";
import { PAGE } from "./pages.js";

/** Of so many rows a view of usual height shows at least a part without being scrolled. */
const IN_SIGHT = 20;

const ALL_STATES: ReadonlySet<JobState> = new Set(JOB_STATES);

export class FlatList implements Layout {
  private readonly all: AllJobs;
  /** How many jobs are shown at most. */
  private wanted = PAGE;
  private queues: readonly QueueHandle[] = [];
  private nodes: JobNodes = NO_NODES;
  private rows: readonly Node[] = [];
  /** For which view jobs were fetched to see what changed, for which VS Code will ask at once. */
  private fresh: ListView | undefined;
  /** Another each time that all is to be fetched anew. */
  private round = {};

  constructor(private readonly listView: Pick<CurrentListView, "current">) {
    this.all = new AllJobs(() => listView.current);
  }

  /** What there is to say of the queues, then the jobs. */
  async roots(queues: readonly QueueHandle[]): Promise<readonly Node[]> {
    const isFresh = this.fresh === this.listView.current && queues.every((queue) => this.queues.includes(queue));
    this.fresh = undefined;
    this.queues = queues;
    if (!isFresh) await this.all.fetch(new Map(queues.map((queue) => [queue, ALL_STATES])), this.wanted);
    this.arrange();
    return [...queues.flatMap((queue) => noticeNodes(queue, this.isOfSeveral)), ...this.rows];
  }

  async update(changes: Changes): Promise<Update> {
    const { rows: before } = this;
    const view = this.listView.current;
    const { round } = this;
    await this.all.fetch(changes, this.wanted);
    // VS Code asks for everything then.
    if (view !== this.listView.current || round !== this.round) return { replaced: [], kept: [] };
    this.arrange();
    const { rows } = this;
    if (areSame(before, rows)) return { replaced: [], kept: rows };
    this.fresh = view;
    return { replaced: [ROOT], kept: [] };
  }

  /** Fetches all anew when VS Code asks next: more has changed than what was fetched, or is being fetched, to see what did. */
  forget(): void {
    this.fresh = undefined;
    this.round = {};
  }

  showMore(): typeof ROOT {
    this.wanted += PAGE;
    this.forget();
    return ROOT;
  }

  parentOf(job: JobTarget): typeof ROOT | "nowhere" {
    const node = this.nodes.get(jobKey(job));
    return node !== undefined && this.rows.slice(0, IN_SIGHT).includes(node) ? ROOT : "nowhere";
  }

  find(queue: QueueHandle, state: JobState): Node | undefined {
    return [...this.nodes.values()].find((node) => node.queue === queue && node.row.state === state);
  }

  private get isOfSeveral(): boolean {
    return this.queues.length > 1;
  }

  private arrange(): void {
    const { wanted, isOfSeveral: namesQueue } = this;
    const { jobs, total, searching } = this.all.first(this.queues, wanted);
    this.nodes = jobNodes(
      jobs.map((job) => ({ ...job, parent: undefined, namesQueue })),
      this.nodes,
    );
    this.rows = [...this.nodes.values(), ...this.endOf(total, searching)];
  }

  private endOf(total: number, searching: boolean): readonly Node[] {
    const { wanted, rows } = this;
    if (total > wanted) return [endRow({ kind: "more", parent: undefined, shown: wanted, total }, rows)];
    if (searching) return [endRow({ kind: "searching" }, rows)];
    const filtered = this.listView.current.filter !== "";
    return total === 0 ? [endRow({ kind: "noJobs", filtered }, rows)] : [];
  }
}
