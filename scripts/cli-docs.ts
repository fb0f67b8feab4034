/** Writes docs/cli.md. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { cliPage } from "./cli-docs/page.js";
import { projectRoot } from "./project.js";

void cliPage().then((page) => writeFileSync(path.join(projectRoot, "docs/cli.md"), page));
