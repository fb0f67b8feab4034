#!/usr/bin/env node
// Stands where @vscode/test-electron expects the desktop's executable. What it starts is TypeScript.
import { require } from "tsx/cjs/api";

require("./launch-in-server.ts", import.meta.url);
