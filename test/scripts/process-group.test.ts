import assert from "node:assert/strict";
import { once } from "node:events";
import { spawn } from "node:child_process";
import path from "node:path";
import { startGroup } from "../../scripts/processes/process-group.js";
import { isAlive } from "../setup/is-alive.js";
import { until } from "../setup/until.js";

describe("A process group", () => {
  before(function () {
    if (process.platform === "win32") this.skip();
  });

  it("ends with all that its leader started, be they deaf to a polite request", async () => {
    const group = startGroup("sh", ["-c", `sh -c 'trap "" TERM; echo $$; while :; do sleep 0.1; done' & wait`], {
      output: "pipe",
    });
    const [printed] = (await once(group.child.stdout ?? assert.fail(), "data")) as [Buffer];
    await group.stop();
    await until("its process has ended", () => !isAlive(Number(printed.toString())));
  });

  it("does not outlive the process that started it", async () => {
    const module = path.resolve(__dirname, "../../scripts/processes/process-group.ts");
    const script = `
      const { startGroup } = require(${JSON.stringify(module)});
      const { child } = startGroup("sleep", ["1000"]);
      console.log(child.pid);
      process.exit(0);`;
    const starter = spawn(process.execPath, ["--require", "tsx/cjs", "-e", script], { stdio: ["ignore", "pipe", 2] });
    const [printed] = (await once(starter.stdout ?? assert.fail(), "data")) as [Buffer];
    await until("its process has ended", () => !isAlive(Number(printed.toString())));
  });

  it("says when its program does not start", async () => {
    const group = startGroup("there-is-no-such-program", []);
    await assert.rejects(group.ended, { code: "ENOENT" });
    await group.stop();
  });
});
