import assert from "node:assert/strict";
import { basename, dirname } from "node:path";
import type * as vscode from "vscode";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";
import type { FileJob } from "../../../src/extension/submit/file-job.js";
import { askForFiles, jobsOfFiles, queuesNearAny } from "../../../src/extension/submit/files-flow.js";
import { Screen } from "../../../src/extension/submit/screen.js";
import { FakeQuickInput } from "./fake-quick-input.js";

const FOLDER = "data is a folder: a job runs a file.";
const UNKNOWN = "Nothing is known to run it: submit it alone, with its command.";

describe("Submitting several files", () => {
  let person: FakeQuickInput;

  beforeEach(() => (person = new FakeQuickInput()));

  it("lists the commands and what is left out, and makes a job of each of the others", async () => {
    const jobs = ask("/lab/a.sh", "/lab/data", "/lab/b.sh", "/lab/notes.md");
    await person.question("Submit 4 Files");
    assert.deepEqual(person.rows, [
      "Submit 2 jobs to jobs",
      ...["bash a.sh · /lab", "bash b.sh · /lab"],
      ...[`data · left out. ${FOLDER}`, `notes.md · left out. ${UNKNOWN}`],
    ]);
    person.enter();
    assert.deepEqual(await jobs, {
      queue: queues[0],
      jobs: ["a.sh", "b.sh"].map((name) => ({ command: `bash ${name}`, type: "shell", cwd: "/lab" })),
    });
  });

  it("asks for the queue where nothing says which", async () => {
    const jobs = askFor(queues, "/lab/a.sh", "/lab/b.sh");
    await person.question("Submit 2 Files");
    person.choose("gpu");
    await person.question("Submit 2 Files", () => person.rows[0] === "Submit 2 jobs to gpu");
    person.enter();
    assert.equal((await jobs)?.queue, queues[1]);
  });

  it("has a choice of all queues that are near one of them, and none where all are near the same", () => {
    const near = ({ fsPath }: vscode.Uri): readonly QueueHandle[] =>
      queues.filter(({ label }) => fsPath.includes(label));
    const choice = (...files: string[]): string[] => queuesNearAny(files.map(uri), near).map(({ label }) => label);
    assert.deepEqual(choice("/jobs/a.sh", "/gpu/b.sh", "/jobs/c.sh"), ["jobs", "gpu"]);
    assert.deepEqual(choice("/gpu/a.sh", "/gpu/b.sh"), ["gpu"]);
  });

  it("does nothing when it is left", async () => {
    const jobs = ask("/lab/a.sh", "/lab/b.sh");
    await person.question("Submit 2 Files");
    person.escape();
    assert.equal(await jobs, undefined);
  });

  const queues = ["jobs", "gpu"].map((label) => ({ label, directory: `/lab/${label}` }) as QueueHandle);

  function ask(...files: string[]) {
    return askFor(queues.slice(0, 1), ...files);
  }

  async function askFor(choice: readonly QueueHandle[], ...files: string[]) {
    const found = await jobsOfFiles(files.map(uri), jobOf);
    return askForFiles({ queues: choice, ...found }, new Screen(person.api));
  }
});

function uri(fsPath: string): vscode.Uri {
  return { fsPath } as vscode.Uri;
}

function jobOf(file: vscode.Uri): Promise<FileJob> {
  const { fsPath } = file;
  if (fsPath === "/lab/data") return Promise.reject(new Error(FOLDER));
  const runs = fsPath.endsWith(".sh");
  const command = runs ? `bash ${basename(fsPath)}` : basename(fsPath);
  return Promise.resolve({ file, directory: dirname(fsPath), command, runs });
}
