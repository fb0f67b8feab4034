/** VS Code reads `[words](command:…)` in a message as a link that runs a command; in a job's name it is text. */
export function messageText(text: string): string {
  return text.replaceAll("](", "] (");
}
