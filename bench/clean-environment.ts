/** What npm and the machine's settings add to the environment, which everything that is measured would inherit. */

/**
 * Node 20 reads the certificates of NODE_EXTRA_CA_CERTS at each start, which took longer than all else in it, so that the
 * rest looked small beside it; and a worker hands each of npm's forty variables to every command.
 */
const ADDED = /^(NODE|NODE_.*|npm_.*|INIT_CWD)$/;

/** Takes it away from this process, so that no child gets it: neither dirq nor what it is measured beside. */
export function cleanEnvironment(): void {
  for (const name of Object.keys(process.env)) if (ADDED.test(name)) Reflect.deleteProperty(process.env, name);
}
