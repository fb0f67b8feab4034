import assert from "node:assert/strict";
import { SleepingTab, type PanelWithTab, type TabOfJob } from "../../../src/extension/panel/sleeping-tab.js";

describe("The tab of a panel that VS Code has not given back after a reload", () => {
  it("is closed where the panel would have been reused, once", async () => {
    const { sleeping, closed, tabs } = start("train · completed", "eval · failed");
    sleeping.remember(hidden("train · running"), false);
    await sleeping.close([]);
    tabs.push(tab("train · completed"));
    await sleeping.close([]);
    assert.deepEqual(closed, ["train · completed"]);
  });

  it("stays where the panel was kept open", async () => {
    const { sleeping, closed } = start("train · completed");
    sleeping.remember(hidden("train · completed"), true);
    await sleeping.close([]);
    assert.deepEqual(closed, []);
  });

  it("stays where one of another job of that name was the one that is reused, and was closed by hand", async () => {
    const { sleeping, closed } = start("train · completed");
    sleeping.remember(hidden("train · completed"), true);
    sleeping.remember(hidden("train · failed"), false);
    sleeping.closed(false);
    await sleeping.close([]);
    assert.deepEqual(closed, []);
  });

  it("stays where the panel that is reused shows another job since", async () => {
    const { sleeping, closed } = start("train · completed", "eval · failed");
    sleeping.remember(hidden("train · completed"), false);
    sleeping.remember({ title: "eval · failed", visible: true }, false);
    await sleeping.close([]);
    assert.deepEqual(closed, []);
  });

  it("stays where it is pinned, is one of several of that name, or has been given back", async () => {
    for (const { tabs, awake } of [
      { tabs: [tab("train · failed", true)], awake: [] },
      { tabs: [tab("train · failed"), tab("train · completed")], awake: [] },
      { tabs: [tab("train · failed")], awake: [hidden("train · failed")] },
    ]) {
      const { sleeping, closed } = start(...tabs);
      sleeping.remember(hidden("train · failed"), false);
      await sleeping.close(awake);
      assert.deepEqual(closed, []);
    }
  });
});

function start(...given: readonly (string | TabOfJob)[]) {
  const memory = new Map<string, unknown>();
  const tabs = given.map((each) => (typeof each === "string" ? tab(each) : each));
  const closed: string[] = [];
  const sleeping = new SleepingTab({
    memory: {
      get: (key: string) => memory.get(key) as undefined,
      update: (key, value) => Promise.resolve(void memory.set(key, value)),
    },
    tabs: () => tabs,
    close: (tab) => {
      tabs.splice(tabs.indexOf(tab), 1);
      return Promise.resolve(closed.push(tab.label));
    },
  });
  return { sleeping, closed, tabs };
}

function tab(label: string, isPinned = false): TabOfJob {
  return { label, isPinned };
}

function hidden(title: string): PanelWithTab {
  return { title, visible: false };
}
