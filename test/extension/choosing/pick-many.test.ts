import assert from "node:assert/strict";
import type { QuickPickItem } from "vscode";
import { pickMany } from "../../../src/extension/choosing/pick-many.js";

const [A, B] = [{ label: "a" }, { label: "b" }];

describe("A list in which several rows can be ticked", () => {
  it("gives those that are ticked, wherever the keyboard is", async () => {
    const { list, picked } = await open([A, B]);
    list.tick([A, B]);
    list.activeItems = [B];
    list.accept();
    assert.deepEqual(await picked, [A, B]);
  });

  it("gives the row that the keyboard has gone to where none is ticked", async () => {
    const { list, picked } = await open([A, B]);
    list.activeItems = [B];
    list.accept();
    assert.deepEqual(await picked, [B]);
    assert.equal(list.isOpen, false);
  });

  it("stays where nothing is meant yet, and gives nothing when it is left", async () => {
    const { list, picked } = await open([A, B]);
    list.accept();
    assert.equal(list.isOpen, true);
    list.hide();
    assert.deepEqual(await picked, []);
  });

  it("gives nothing to whoever unticks what was ticked, wherever the keyboard is", async () => {
    const { list, picked } = await open([A, B]);
    list.tick([B]);
    list.tick([]);
    list.activeItems = [B];
    list.accept();
    assert.deepEqual(await picked, []);
  });

  it("never gives a row that is no choice, and stays where Enter meets that", async () => {
    const { list, picked } = await open([A, B], (item) => item !== B);
    list.activeItems = [B];
    list.accept();
    assert.equal(list.isOpen, true);
    list.tick([A, B]);
    list.accept();
    assert.deepEqual(await picked, [A]);
  });

  it("goes where its rows cannot be read, and says why", async () => {
    const list = new List();
    await assert.rejects(pickMany({ title: "Cancel Jobs", items: Promise.reject(new Error("no jobs")) }, api(list)), {
      message: "no jobs",
    });
    assert.equal(list.isOpen, false);
  });
});

class List {
  items: readonly QuickPickItem[] = [];
  selectedItems: readonly QuickPickItem[] = [];
  activeItems: readonly QuickPickItem[] = [];
  isOpen = false;
  private selectionChanged: (ticked: readonly QuickPickItem[]) => void = () => {};
  accept = (): void => {};
  hide = (): void => {};
  readonly onDidChangeSelection = (listener: (ticked: readonly QuickPickItem[]) => void): void =>
    void (this.selectionChanged = listener);
  readonly onDidAccept = (listener: () => void): void => void (this.accept = listener);
  readonly onDidHide = (listener: () => void): void => void (this.hide = listener);
  readonly show = (): void => void (this.isOpen = true);
  readonly dispose = (): void => void (this.isOpen = false);

  tick(items: readonly QuickPickItem[]): void {
    this.selectedItems = items;
    this.selectionChanged(items);
  }
}

function api(list: List): Parameters<typeof pickMany>[1] {
  return { createQuickPick: () => list } as unknown as Parameters<typeof pickMany>[1];
}

async function open(items: readonly QuickPickItem[], isChoice: (item: QuickPickItem) => boolean = () => true) {
  const list = new List();
  const picked = pickMany({ title: "Cancel Jobs", items, isChoice }, api(list));
  await Promise.resolve();
  return { list, picked };
}
