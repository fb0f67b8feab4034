/** Folders in the trash: `<time>-<verb>-<random>`, so that they sort by time and say what was done. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Store } from "./store.js";

export type TrashVerb = "rm" | "heal";

export function newTrashFolder({ disk, layout }: Store, verb: TrashVerb): string {
  const time = new Date().toISOString().replace(/[-:]/g, "").replace(/\..*/, "");
  const folder = join(layout.trash, `${time}-${verb}-${randomBytes(6).toString("hex")}`);
  disk.makeDirectory(folder);
  return folder;
}
