/** Figures about many jobs, for a program: times as ISO 8601, lengths in seconds. */
import { histogram } from "../stats/histogram.js";
import type { Lengths } from "../stats/job-stats.js";
import type { StatsReport } from "../stats/stats-report.js";
import { asciiJson } from "./ascii-json.js";

export function statsJson({ stats, span, by, most }: StatsReport): string {
  const throughput = span && stats.throughput(span);
  return asciiJson({
    jobs: stats.counts,
    from: span ? new Date(span.from).toISOString() : null,
    to: span ? new Date(span.to).toISOString() : null,
    ended: stats.ended,
    per_hour: throughput ? thousandths((3_600_000 * throughput.ran) / throughput.within) : null,
    at_a_time: throughput ? thousandths(throughput.atATime) : null,
    waited: inSeconds(stats.waited),
    ran: inSeconds(stats.ran),
    histogram: histogram(stats.runs).map(({ from, to, count }) => ({
      from: from / 1_000,
      to: to === undefined ? null : to / 1_000,
      count,
    })),
    by,
    groups: stats.groups
      .slice(0, most)
      .map(({ name, completed, failed, ran }) => ({ name, completed, failed, ran: inSeconds(ran) })),
  });
}

function inSeconds(lengths: Lengths | undefined): Lengths | null {
  if (lengths === undefined) return null;
  const { count, median, p95, max, total } = lengths;
  return { count, median: median / 1_000, p95: p95 / 1_000, max: max / 1_000, total: thousandths(total / 1_000) };
}

function thousandths(value: number): number {
  return Math.round(1_000 * value) / 1_000;
}
