/**
 * Whether VS Code would fill something in where this stands in what a task is called with. It cannot be told not to, and one
 * of its variables runs a command: names that a person has not written there must not hold any.
 */
export function holdsVariable(text: string): boolean {
  return text.includes("${");
}
