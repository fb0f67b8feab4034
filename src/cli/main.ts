/**
 * The door of the command line. Most of what a short call takes is to load its program: so the commonest call is a program
 * of its own, an eighth as large as that of all commands, which the others load.
 */
import { submitPlainly } from "./submitting/plain-submit.js";

// Nothing is under way any more, and Node would take a millisecond to give back piece by piece what ends with it anyway.
if (submitPlainly(process.argv.slice(2))) process.exit();
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be loaded always, or later
require("./any-command.js");
