/** VS Code draws `$(name)` as an icon in lists and in the status bar; in a job's name it is text, and in a shell it runs a command. */

/** As VS Code reads it. What only resembles it is left alone: there a backslash would be shown. */
const ICON = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

export function escapeIcons(text: string): string {
  return text.replaceAll(ICON, String.raw`\$&`);
}
