/** The oldest VS Code comes from npm without terminals: scripts/toolchain/vscode-server.ts says why. */
export const HAS_TERMINALS = process.env["DIRQ_TEST_VSCODE"] !== "floor";
