/** Programs for the same work, none of which comes with this project: measured where they are installed. */
import { spawnSync } from "node:child_process";

export interface Peer {
  readonly name: string;
  readonly program: string;
  /** How to get it. */
  readonly install: string;
}

export const parallel: Peer = {
  name: "GNU parallel",
  program: "parallel",
  install: "apt install parallel · brew install parallel",
};
export const nq: Peer = { name: "nq", program: "nq", install: "apt install nq · brew install nq" };
export const pueue: Peer = {
  name: "pueue",
  program: "pueue",
  install: "cargo install --locked pueue · brew install pueue",
};

export const peers: readonly Peer[] = [parallel, nq, pueue];

/** As it calls itself, `nq` alone where it does not say; undefined where it is not installed. */
export function versionOfPeer({ program, name }: Peer): string | undefined {
  const { error, status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  if (error !== undefined) return undefined;
  return status === 0 ? stdout.split("\n")[0] : name;
}

/** A line for each, for those who want to measure against all of them. */
export function describePeers(): string[] {
  return peers.map((peer) => {
    const version = versionOfPeer(peer);
    return version === undefined
      ? `${peer.name}: not installed, so not measured. To get it: ${peer.install}`
      : `${peer.name}: ${version}`;
  });
}
