import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { LastLines } from "../../../src/extension/submit/last-lines.js";

type Terminal = Pick<vscode.Terminal, "name" | "shellIntegration">;

describe("The last line of a terminal", () => {
  const bash = terminal("bash");
  const zsh = terminal("zsh");
  let lines: LastLines;
  beforeEach(() => (lines = new LastLines()));

  it("is that of the terminal in which somebody works, with its directory", () => {
    lines.remember(bash, execution("make a"));
    lines.remember(bash, execution(" make b\n"));
    lines.remember(zsh, execution("ls"));
    assert.deepEqual(lines.last(bash), { command: "make b", directory: "/lab", certain: true });
  });

  it("is that of another, where nothing was run in this one or it is none", () => {
    lines.remember(bash, execution("make"));
    assert.deepEqual([lines.last(zsh).command, lines.last(undefined).command], ["make", "make"]);
  });

  it("is what its end says, where its start knew less", () => {
    lines.remember(bash, execution("mak", { isTrusted: false }));
    assert.equal(lines.last(bash).certain, false);
    lines.remember(bash, execution("make"));
    assert.deepEqual(lines.last(bash), { command: "make", directory: "/lab", certain: true });
  });

  it("is no empty one", () => {
    lines.remember(bash, execution("make"));
    lines.remember(bash, execution("  "));
    assert.equal(lines.last(bash).command, "make");
  });

  it("has no directory where the shell names none, or one on another machine", () => {
    for (const cwd of [undefined, { scheme: "file", authority: "elsewhere", fsPath: "//elsewhere/lab" }]) {
      lines.remember(bash, execution("make", { cwd }));
      assert.equal(lines.last(bash).directory, undefined);
    }
  });

  it("is missing for a reason that is said", () => {
    assert.throws(() => lines.last(undefined), /^Error: No command was run in a terminal of this window yet\.$/);
    assert.throws(() => lines.last(bash), /^Error: No command was run in the terminal “bash” yet/);
    assert.throws(
      () => lines.last({ name: "sh", shellIntegration: undefined }),
      /^Error: The shell in the terminal “sh” does not tell VS Code what it runs.*shellIntegration\.enabled/,
    );
  });

  function terminal(name: string): Terminal {
    return { name, shellIntegration: {} as vscode.TerminalShellIntegration };
  }

  function execution(
    value: string,
    { isTrusted = true, ...given }: { isTrusted?: boolean; cwd?: object | undefined } = {},
  ): vscode.TerminalShellExecution {
    const cwd = "cwd" in given ? given.cwd : { scheme: "file", authority: "", fsPath: "/lab" };
    return { commandLine: { value, isTrusted, confidence: 2 }, cwd } as unknown as vscode.TerminalShellExecution;
  }
});
