import assert from "node:assert/strict";
import type { Uri } from "vscode";
import { EditedJobs, type EditedJob } from "../../../src/extension/edit/submit-edited.js";

const uri = { toString: () => "dirq-edit:/Resubmit%20fit.json" } as Uri;

/** An editor that shows `text`; what is asked of it is written down, and happens as `answers` says. */
class Editor implements EditedJob {
  readonly asked: string[] = [];
  private readonly jobs = new EditedJobs(
    () => this,
    (error) => this.asked.push(`error: ${(error as Error).message}`),
  );

  constructor(
    private shown: string,
    private readonly answers: Partial<EditedJob> = {},
  ) {}

  /** Presses Ctrl+S. */
  save(text = this.shown): Promise<void> {
    this.type(text);
    return this.jobs.submit(uri);
  }

  type(text: string): void {
    this.shown = text;
  }

  text = (): Promise<string> => Promise.resolve(this.shown);
  faultIn = (text: string) => this.note(`check ${text}`, this.answers.faultIn?.(text));
  showFault = () => this.note("show the fault", undefined);
  confirm = () => this.note("ask", this.answers.confirm?.() ?? true);
  submit = (text: string) => this.note(`submit ${text}`, this.answers.submit?.(text) ?? "7");
  keepEditing = () => this.note("keep editing", this.answers.keepEditing?.());
  close = () => this.note("close", this.answers.close?.());
  showNew = (id: string) => this.note(`show ${id}`, this.answers.showNew?.(id));

  private note<T>(what: string, answer: T | Promise<T>): Promise<T> {
    this.asked.push(what);
    return Promise.resolve(answer);
  }
}

const fault = { line: 2, column: 1, words: "a comma is missing" };

describe("Saving an edited job", () => {
  it("checks it, asks once, submits it, closes its editor and shows the new job", async () => {
    const editor = new Editor("a");
    await editor.save();
    assert.deepEqual(editor.asked, ["check a", "ask", "submit a", "close", "show 7"]);
  });

  it("goes on with the editing where something is wrong with it, or the answer is no", async () => {
    const wrong = new Editor("a", { faultIn: () => Promise.resolve(fault) });
    await wrong.save();
    assert.deepEqual(wrong.asked, ["check a", "show the fault", "keep editing"]);
    const refused = new Editor("a", { confirm: () => Promise.resolve(false) });
    await refused.save();
    assert.deepEqual(refused.asked, ["check a", "ask", "keep editing"]);
  });

  it("checks what was saved meanwhile, and submits that alone", async () => {
    const editor = new Editor("a", {
      faultIn: async (text) => {
        if (text === "a") await editor.save("b");
        return text === "a" ? fault : undefined;
      },
    });
    await editor.save();
    assert.deepEqual(editor.asked, ["check a", "check b", "ask", "submit b", "close", "show 7"]);
  });

  it("asks again when the text is another one by the time of the answer", async () => {
    const editor = new Editor("a", {
      confirm: () => {
        editor.type("b");
        return Promise.resolve(true);
      },
    });
    await editor.save();
    assert.deepEqual(editor.asked, ["check a", "ask", "check b", "ask", "submit b", "close", "show 7"]);
  });

  it("leaves open what was written while the job was submitted", async () => {
    const editor = new Editor("a", {
      submit: () => {
        editor.type("b");
        return Promise.resolve("7");
      },
    });
    await editor.save();
    assert.deepEqual(editor.asked, ["check a", "ask", "submit a", "keep editing", "show 7"]);
  });

  it("does not offer a submitted text again, whatever fails afterwards", async () => {
    const editor = new Editor("a", { close: () => fails("close"), showNew: () => fails("show") });
    await editor.save();
    const after = ["close", "error: cannot close", "show 7", "error: cannot show"];
    assert.deepEqual(editor.asked, ["check a", "ask", "submit a", ...after]);
  });

  it("goes on with the editing when it fails, tells of each error, and can be saved again", async () => {
    const editor = new Editor("a", { submit: () => fails("submit"), keepEditing: () => fails("open") });
    const once = ["check a", "ask", "submit a", "error: cannot submit", "keep editing", "error: cannot open"];
    await editor.save();
    assert.deepEqual(editor.asked, once);
    await editor.save();
    assert.deepEqual(editor.asked, [...once, ...once]);
  });
});

function fails(what: string): Promise<never> {
  return Promise.reject(new Error(`cannot ${what}`));
}
