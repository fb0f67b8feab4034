/**
 * A path for the box of VS Code's search that says in which files to search. It takes patterns with commas between them:
 * a sign that has a meaning there is written as any sign, because brackets around it are not understood everywhere.
 */
export function asPattern(path: string): string {
  return path.replaceAll(/[*{}[\],!]/g, "?");
}
