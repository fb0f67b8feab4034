/** Quick picks draw `$(name)` as an icon; in a job's name it is text, and in a shell it runs a command. */
export function escapeIcons(text: string): string {
  return text.replaceAll("$(", "\\$(");
}
