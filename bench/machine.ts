/** Where the figures were taken. A ratio travels between machines; what it was a ratio of has to be named. */
import { statfsSync } from "node:fs";
import os from "node:os";
import { peers, versionOfPeer } from "./peers.js";
import { versionOf } from "./programs.js";
import type { PythonWerq } from "../scripts/toolchain/python.js";

/** The magic numbers of Linux for the file systems on which people keep queues. */
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  0xef53: "ext4",
  0x58465342: "xfs",
  0x9123683e: "btrfs",
  0x01021994: "tmpfs",
  0x794c7630: "overlay",
  0x6969: "nfs",
};

/** Lines that name the machine, the disk and the version of every tool that takes part. */
export function describeMachine(directory: string, python: PythonWerq | undefined): string[] {
  const cpus = os.cpus();
  const cpu = `${cpus.length} × ${cpus[0]?.model.trim() ?? "unknown processor"}`;
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GiB`;
  const busy = os.loadavg()[0] ?? 0;
  return [
    `${cpu}, ${memory}, ${os.type()} ${os.release()}, load ${busy.toFixed(1)}`,
    `${directory} on ${fileSystem(directory)}`,
    [
      `Node ${process.version}`,
      python ? `werq ${python.version} on ${versionOf(python.python) ?? "Python"}` : "no Python package",
      ...peers.map((peer) => versionOfPeer(peer) ?? `no ${peer.name}`),
    ].join(" · "),
  ];
}

function fileSystem(directory: string): string {
  const { type } = statfsSync(directory);
  return FILE_SYSTEMS[type] ?? `file system 0x${type.toString(16)}`;
}
