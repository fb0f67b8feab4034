// Preloaded into the process that is measured: writes the peak of its memory, in bytes, as it exits.
import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env.PEAK_MEMORY_FILE;
// The commands that the process starts must not report over it, and one of them may be Node as well.
delete process.env.PEAK_MEMORY_FILE;
if (file && isMainThread) process.on("exit", () => writeFileSync(file, String(peakMemory())));

function peakMemory() {
  // getrusage counts the process that started this one along, until its program is loaded; /proc does not.
  if (process.platform === "linux") {
    return 1024 * Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  }
  return 1024 * process.resourceUsage().maxRSS;
}
