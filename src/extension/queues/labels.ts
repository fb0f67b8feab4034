/** What the queues of a window are called. */
import { basename, isAbsolute, relative } from "node:path";

interface Place {
  /** Absolute path. */
  readonly directory: string;
  readonly folder: { readonly name: string; readonly uri: { readonly fsPath: string } } | undefined;
}

/** As short as they can be and still tell which: one that two queues would have is the whole path of each. */
export function labelsOf(places: readonly Place[], amongFolders: boolean): readonly string[] {
  const short = places.map((place) => shortLabel(place, amongFolders));
  return places.map(({ directory }, index) => {
    const label = short[index] ?? directory;
    return short.indexOf(label) === short.lastIndexOf(label) ? label : directory;
  });
}

/** `jobs`, `alpha/jobs` among several folders, or the whole path outside of them. */
function shortLabel({ directory, folder }: Place, amongFolders: boolean): string {
  if (folder === undefined) return directory;
  const inside = relative(folder.uri.fsPath, directory);
  if (inside === "") return folder.name;
  if (inside.startsWith("..") || isAbsolute(inside)) return amongFolders ? directory : basename(directory);
  return amongFolders ? `${folder.name}/${inside}` : inside;
}
