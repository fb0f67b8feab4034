/** `vscode://dirq.dirq/job?queue=/home/ada/sweep/jobs&id=1795563104406022875`: a link to a job, for a note or a chat. */

/** As package.json has them: publisher and name. */
const EXTENSION = "dirq.dirq";
const PATH = "/job";

export interface JobLink {
  /** Absolute path. */
  readonly queue: string;
  readonly id: string;
}

/** `scheme` is what this VS Code listens to: `vscode`, or another where it is called something else. */
export function jobLink({ queue, id }: JobLink, scheme: string): string {
  return `${scheme}://${EXTENSION}${PATH}?queue=${encoded(queue)}&id=${encoded(id)}`;
}

/** Undefined for whatever is no link to a job: it may come from anywhere. `query` as `vscode.Uri` holds it. */
export function readJobLink({ path, query }: { readonly path: string; readonly query: string }): JobLink | undefined {
  const parts = new URLSearchParams(query);
  const queue = parts.get("queue");
  const id = parts.get("id");
  if (path !== PATH || !queue || !id) return undefined;
  return { queue, id };
}

/** Twice, because `vscode.Uri` decodes a query before it is taken apart. What needs none of it stays readable. */
function encoded(text: string): string {
  return encodeURIComponent(encodeURIComponent(text)).replaceAll("%252F", "/").replaceAll("%253A", ":");
}
