import type { SimulatedDisk } from "./simulated-disk.js";

const FOLDERS = ["claims", "attempts", "requests", "priority", "tmp", "workers"];

/** What is left in a queue's own bookkeeping, but for the marker and the trash. */
export function leftOversOn(disk: SimulatedDisk, directory: string): string[] {
  return FOLDERS.flatMap((folder) => {
    const inode = disk.find(`${directory}/.dirq/${folder}`);
    return inode?.kind === "directory" ? [...inode.entries.keys()].map((name) => `${folder}/${name}`) : [];
  });
}
