import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { say } from "../setup/say.js";

const BOOT_ID = "/proc/sys/kernel/random/boot_id";

/**
 * The command line that runs a program as on another machine: only for it, the boot's id is another, so that workers
 * here cannot tell by its pid whether it lives.
 */
export function onOtherBoot(
  directory: string,
  [program, args]: readonly [program: string, args: readonly string[]],
): [string, string[]] {
  const file = join(directory, "boot_id");
  writeFileSync(file, "0b00710d-0000-4000-8000-000000000000\n");
  const script = `mount --bind '${file}' ${BOOT_ID} && exec "$@"`;
  return ["unshare", ["--mount", ...asRoot(), "sh", "-c", script, "sh", program, ...args]];
}

/** Whoever is not root is it in a user namespace of their own, where the system allows that. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? [] : ["--map-root-user"];
}

/** For a `before` hook: skips the suite where the kernel allows no other boot id. */
export function needOtherBoot(context: Mocha.Context, directory: string): void {
  const [program, args] = onOtherBoot(directory, ["true", []]);
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return;
  say(`  skipped: no boot id of its own for a process here (${stderr.trim() || "no unshare"})`);
  context.skip();
}
