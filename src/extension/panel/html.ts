/** The document that a panel's page starts from. No vscode in here: the tests load the same document into a browser. */

export interface PageAssets {
  /** Of dist/webview/job-panel.js and .css, as the webview can load them. */
  readonly script: string;
  readonly style: string;
  /** The origin of the extension's files: `webview.cspSource`. */
  readonly source: string;
  /** 128 random bits, new for each document. */
  readonly nonce: string;
}

/**
 * Nothing may run or load but our script, our styles, the icons' font, and a worker that our script makes of text of its
 * own, under this same policy. There is no image, no connection, no frame and no form; trusted types make even our own
 * script unable to set markup from a string, save through lit's policy, and to start another worker than the search's.
 */
export function pageHtml({ script, style, source, nonce }: PageAssets): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `font-src ${source}`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html dirq-search",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${style}" nonce="${nonce}" />
    <title>Job</title>
  </head>
  <body>
    <script src="${script}" nonce="${nonce}"></script>
  </body>
</html>
`;
}
