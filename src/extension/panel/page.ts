/** The page of a panel: what it may load, and the document with its policy. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageHtml } from "./html.js";

/** Scripts run, since the page is one; but nothing can be loaded from outside the bundle's own folder. */
export function webviewOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, enableForms: false, localResourceRoots: [bundleFolder(extension)] };
}

export function pageOf(webview: vscode.Webview, extension: vscode.Uri): string {
  const asset = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(bundleFolder(extension), name)).toString();
  return pageHtml({
    script: asset("job-panel.js"),
    style: asset("job-panel.css"),
    source: webview.cspSource,
    nonce: randomBytes(16).toString("base64"),
  });
}

function bundleFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, "dist", "webview");
}
