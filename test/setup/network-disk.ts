/**
 * A disk behind a server, which hangs when that stops: FUSE, with an SFTP server of this machine. To mount one takes
 * /dev/fuse, and what the packages sshfs and openssh-sftp-server bring.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type TemporaryDirectory, temporaryDirectory } from "../../scripts/processes/temporary-directory.js";
import { until } from "./until.js";

const SFTP_SERVERS = ["/usr/lib/openssh/sftp-server", "/usr/lib/ssh/sftp-server", "/usr/libexec/openssh/sftp-server"];

export class NetworkDisk {
  private constructor(
    private readonly directory: string,
    private readonly client: ChildProcess,
    private readonly own: TemporaryDirectory,
  ) {}

  /**
   * Shows what lies in `source` at `directory` as well; both are there. `remembers`: for 20 s it need not ask the server again
   * for what it has seen, as is usual. @throws where that cannot be had, with the reason
   */
  static async mount(directory: string, source: string, { remembers }: { remembers: boolean }): Promise<NetworkDisk> {
    const server = SFTP_SERVERS.find((file) => existsSync(file));
    if (server === undefined) throw new Error(`No network disk can be mounted: there is no ${SFTP_SERVERS.join(", ")}`);
    const own = temporaryDirectory("disk");
    // In the place of ssh, of whose arguments it needs none.
    const ssh = path.join(own.path, "ssh");
    writeFileSync(ssh, `#!/bin/sh\necho $$ >'${own.path}/pid'\nexec ${server}\n`, { mode: 0o700 });
    const { dev } = lstatSync(directory);
    const options = `ssh_command=${ssh}${remembers ? "" : ",dir_cache=no"}`;
    const args = ["-f", "-o", options, `localhost:${source}`, directory];
    const client = spawn("sshfs", args, { stdio: ["ignore", "ignore", "pipe"] });
    let trouble = "";
    client.on("error", (error) => (trouble += error.message));
    client.stderr.setEncoding("utf8").on("data", (text: string) => (trouble += text));
    const disk = new NetworkDisk(directory, client, own);
    try {
      await until("it is mounted", () => trouble !== "" || lstatSync(directory).dev !== dev);
      if (trouble !== "") throw new Error(`No network disk can be mounted: ${trouble.trim()}`);
    } catch (error) {
      disk.unmount();
      throw error;
    }
    return disk;
  }

  /** Every call waits from now on, and no signal ends it. */
  hang(): void {
    this.signalServer("SIGSTOP");
  }

  answer(): void {
    this.signalServer("SIGCONT");
  }

  /** Also while somebody uses it, or where it was never mounted. */
  unmount(): void {
    spawnSync("fusermount3", ["-u", "-z", this.directory]);
    this.answer();
    this.client.kill();
    this.own.remove();
  }

  private signalServer(signal: NodeJS.Signals): void {
    const file = path.join(this.own.path, "pid");
    if (!existsSync(file)) return;
    try {
      process.kill(Number(readFileSync(file, "utf8")), signal);
    } catch (error) {
      // The server has ended: where nothing could be mounted it does at once, and that reason is the one to be told.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
