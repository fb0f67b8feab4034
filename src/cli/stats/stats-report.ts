/** Figures about many jobs, on the screen. */
import { count, duration, jobs as inWords, localTime, printable } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { STATE_STYLE } from "../showing/state-style.js";
import { GAP, tableLines, type Cell } from "../tables/table.js";
import { bar, histogram, sparkline } from "./histogram.js";
import type { GroupStats, JobStats, Lengths, Span, Throughput } from "./job-stats.js";

export interface StatsReport {
  readonly stats: JobStats;
  /** What throughput is counted over. */
  readonly span: Span | undefined;
  /** What the groups are: `name`. */
  readonly by: string;
  /** So many groups are shown. */
  readonly most: number;
}

const WIDEST_BAR = 40;
const NARROWEST_BAR = 10;
const LABEL_WIDTH = "Throughput".length;

export function printStats(cli: Cli, report: StatsReport): void {
  const { stats } = report;
  const parts = [[countsLine(cli, stats)], facts(cli, report), bars(cli, stats.runs), groupLines(cli, report)];
  const shown = parts.filter((lines) => lines.length > 0).map((lines) => lines.map((line) => `${line}\n`).join(""));
  cli.out.write(shown.join("\n"));
}

function facts(cli: Cli, { stats, span }: StatsReport): string[] {
  const lines: string[] = [];
  const throughput = span && stats.throughput(span);
  if (span !== undefined && throughput !== undefined) {
    lines.push(fact(cli, "Throughput", throughputInWords(throughput)));
    const between = `${localTime(span.from)} and ${localTime(span.to)}`;
    lines.push(fact(cli, "Between", `${between}, ${duration(throughput.within)}`));
    const width = barWidth(cli, LABEL_WIDTH + GAP.length);
    if (cli.out.draws) lines.push(fact(cli, "Ended", sparkline(stats.ends, span, width)));
  }
  if (stats.waited !== undefined) lines.push(fact(cli, "Waited", lengthsInWords(stats.waited)));
  if (stats.ran !== undefined) lines.push(fact(cli, "Ran", lengthsInWords(stats.ran)));
  return lines;
}

function countsLine({ out }: Cli, { counts, total }: JobStats): string {
  const parts = Object.entries(counts).filter(([, number]) => number > 0);
  const words = parts.map(([state, number]) => out.style(styleOf(state), `${count(number)} ${state}`));
  return `${inWords(total)}: ${words.join(", ")}`;
}

function styleOf(state: string): (typeof STATE_STYLE)["queued"] {
  return Object.entries(STATE_STYLE).find(([name]) => name === state)?.[1] ?? "dim";
}

function fact({ out }: Cli, label: string, text: string): string {
  return `${out.style("bold", label.padEnd(LABEL_WIDTH))}${GAP}${text}`;
}

function lengthsInWords({ median, p95, max }: Lengths): string {
  return `median ${duration(median)}, 95 % within ${duration(p95)}, at most ${duration(max)}`;
}

const RATES: readonly (readonly [milliseconds: number, name: string])[] = [
  [1_000, "second"],
  [60_000, "minute"],
  [3_600_000, "hour"],
  [86_400_000, "day"],
  [7 * 86_400_000, "week"],
  [30 * 86_400_000, "month"],
];

function throughputInWords({ ran, within, atATime }: Throughput): string {
  const average = atATime < 0.05 ? "less than 0.1" : atATime.toFixed(1);
  return `${rate(ran, within)}, ${average} at a time on average`;
}

/** `46 an hour`, in the first unit in which it is more than one; `2 in 3.1 s` where nobody has seen so long a time. */
function rate(ran: number, within: number): string {
  const found = RATES.find(([each]) => (ran * each) / within >= 1);
  if (found === undefined) return "less than 1 a month";
  const [length, name] = found;
  if (length > within) return `${count(ran)} in ${duration(within)}`;
  const each = (ran * length) / within;
  return `${each >= 10 ? count(Math.round(each)) : each.toFixed(1)} ${name === "hour" ? "an" : "a"} ${name}`;
}

/** What is left of the line beside so many columns. */
function barWidth({ out }: Cli, others: number): number {
  return Math.min(WIDEST_BAR, Math.max(NARROWEST_BAR, (out.width ?? 80) - others));
}

function bars(cli: Cli, runs: readonly number[]): string[] {
  const { out } = cli;
  const steps = histogram(runs);
  // One bar alone says nothing.
  if (steps.length < 2) return [];
  const most = steps.reduce((max, { count }) => Math.max(max, count), 1);
  const labels = steps.reduce((max, { label }) => Math.max(max, label.length), 0);
  const width = barWidth(cli, labels + String(most).length + 6);
  const lines = steps.map(({ label, count }) => {
    const drawn = bar(count, { most, width, blocks: out.draws });
    return `  ${label.padStart(labels)}  ${out.style("cyan", drawn)}${drawn === "" ? "" : " "}${count}`;
  });
  return [out.style("bold", "Run times"), ...lines];
}

const HEADINGS = ["COMPLETED", "FAILED", "MEDIAN", "P95", "MAX", "TOTAL"];

function groupLines({ out }: Cli, { stats, by, most }: StatsReport): string[] {
  const groups = stats.groups;
  if (groups.length === 0) return [];
  const headings = [by.toUpperCase(), ...HEADINGS];
  const { width } = out;
  const lines = tableLines(out, { headings, yielding: [0], width }, groups.slice(0, most).map(row));
  const left = groups.length - most;
  return [...lines, ...(left > 0 ? [out.style("dim", `… ${left} more; -n ${groups.length} shows all`)] : [])];
}

function row({ name, completed, failed, ran }: GroupStats): Cell[] {
  const lengths = [ran?.median, ran?.p95, ran?.max, ran?.total];
  return [
    { text: printable(name) },
    { text: String(completed) },
    { text: String(failed), ...(failed > 0 ? { style: STATE_STYLE.failed } : {}) },
    ...lengths.map((length) => ({ text: length === undefined ? "-" : duration(length) })),
  ];
}
