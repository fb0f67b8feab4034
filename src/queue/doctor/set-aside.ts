/** What stood where the end of a job belongs. It is nobody's but whoever put it there, and may be the only one of its kind. */
import { join } from "node:path";
import { SET_ASIDE } from "../disk/set-aside.js";
import type { Store } from "../disk/store.js";
import type { Finding } from "./finding.js";

export function checkSetAside({ disk, layout }: Store): Finding[] {
  const folders = [layout.folder("completed"), layout.folder("failed"), layout.results];
  return folders.flatMap((folder) => {
    const names = disk.names(folder).filter((name) => SET_ASIDE.test(name));
    return names.map((name): Finding => ({
      kind: "set-aside",
      id: undefined,
      path: join(folder, name),
      evidence: "it stood in the place of a job's end or results, and was moved out of the way",
      remedy: "look at it, and delete it by hand if nobody needs it",
      fixable: false,
      harmless: true,
    }));
  });
}
