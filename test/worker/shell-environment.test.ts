import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { shellEnvironment } from "../../src/worker/shell-environment.js";
import { newFolder, removeFolders, runToEnd } from "./command-world.js";

describe("the environment of a job", () => {
  afterEach(removeFolders);

  const facts = {
    jobId: "1790000000000000001",
    jobName: "train",
    jobsDir: "/q/jobs",
    resultDir: "/q/jobs/completed_results/1790000000000000001",
    workerName: "gpu-box",
    slot: 1,
    attempt: 2,
  };
  const told = {
    DIRQ_JOB_ID: "1790000000000000001",
    DIRQ_JOB_NAME: "train",
    DIRQ_JOBS_DIR: "/q/jobs",
    DIRQ_RESULT_DIR: "/q/jobs/completed_results/1790000000000000001",
    DIRQ_WORKER_NAME: "gpu-box",
    DIRQ_SLOT: "1",
    DIRQ_ATTEMPT: "2",
  };

  it("is the worker's, then what was submitted, then the facts", () => {
    const env = shellEnvironment(
      facts,
      { A: "job", DIRQ_SLOT: "9" },
      { A: "worker", B: "worker", DIRQ_JOB_ID: "outer" },
    );
    assert.deepEqual(env, { PYTHONUNBUFFERED: "1", A: "job", B: "worker", ...told });
  });

  it("has nothing of the editor that started the worker, but what was submitted by that name", () => {
    const env = shellEnvironment(facts, { VSCODE_MINE: "1" }, { ELECTRON_RUN_AS_NODE: "1", VSCODE_PID: "7" });
    assert.deepEqual(env, { PYTHONUNBUFFERED: "1", VSCODE_MINE: "1", ...told });
  });

  it("leaves PYTHONUNBUFFERED as the worker or the job has it", () => {
    assert.equal(shellEnvironment(facts, {}, { PYTHONUNBUFFERED: "" })["PYTHONUNBUFFERED"], "");
    assert.equal(shellEnvironment(facts, { PYTHONUNBUFFERED: "x" }, {})["PYTHONUNBUFFERED"], "x");
  });

  it("finds the programs of the submitted virtual environments first, where they exist", () => {
    const [venv, conda] = [newFolder(), newFolder()];
    const bin = process.platform === "win32" ? "Scripts" : "bin";
    for (const prefix of [venv, conda]) mkdirSync(join(prefix, bin));
    const pathOf = (submitted: Record<string, string>) =>
      shellEnvironment(facts, submitted, { PATH: "/usr/bin" })["PATH"];
    assert.equal(
      pathOf({ CONDA_PREFIX: conda, VIRTUAL_ENV: venv }),
      [join(venv, bin), join(conda, bin), "/usr/bin"].join(delimiter),
    );
    assert.equal(pathOf({ VIRTUAL_ENV: "/another/machine/venv" }), "/usr/bin");
    assert.equal(pathOf({ VIRTUAL_ENV: venv, PATH: "/mine" }), [join(venv, bin), "/mine"].join(delimiter));
  });

  it("does not put the worker's own virtual environment in front again", () => {
    const venv = newFolder();
    mkdirSync(join(venv, "bin"));
    assert.equal(shellEnvironment(facts, {}, { VIRTUAL_ENV: venv, PATH: "/usr/bin" })["PATH"], "/usr/bin");
  });

  it("reaches the command", async () => {
    const env = shellEnvironment(facts, { GREETING: "two words\nand a line" });
    assert.equal((await runToEnd('echo "$DIRQ_SLOT $GREETING"', { env })).stdoutTail, "1 two words\nand a line\n");
  });
});
