/** The job panel's page: messages in, the page drawn, what a person does out. */
import { render } from "lit/html.js";
import { hasEnded } from "../queue/job.js";
import { focusActiveRow } from "./json/json-tree-view.js";
import { pathOfRow, textOfRow } from "./json/json-tree.js";
import type { JobLog } from "./log/job-log.js";
import { PANEL_TABS, type FromPanel, type PanelState, type PanelTab, type ToPanel } from "./messages.js";
import { asked, changeTree, chooseTab, initialModel, received, reveal, setWrap, withMoreVariables } from "./model.js";
import { page } from "./page.js";
import type { Reactions } from "./reactions.js";
import { readMessage } from "./read-message.js";
import { focusNewVariables } from "./tabs/environment.js";
import { onPlaceLink } from "./terminal/place-links.js";
import { onThemeChange } from "./terminal/terminal-paint.js";

/** Relative times change each second while a job waits or runs, and slowly afterwards. */
const TICK_LIVE_MS = 1000;
const TICK_ENDED_MS = 30_000;

const vscode = acquireVsCodeApi<PanelState>();
let saved = vscode.getState();
let model = initialModel(saved);
let tick: number | undefined;

const react: Reactions = {
  act(action) {
    model = asked(model, action);
    send({ type: "action", action });
    draw();
  },
  chooseTab(tab) {
    model = chooseTab(model, tab);
    draw();
    restoreScroll(tab);
    save();
  },
  find() {
    log()?.find();
  },
  searchAll(query) {
    send({ type: "searchAll", query });
  },
  showEarlier(held) {
    send({ type: "showEarlierOutput", held });
  },
  followAgain() {
    send({ type: "followAgain" });
  },
  chooseAttempt(attempt) {
    log()?.restore(undefined);
    send({ type: "chooseAttempt", attempt });
  },
  setWrap(wrap) {
    model = setWrap(model, wrap);
    draw();
    save();
  },
  showJob(id) {
    send({ type: "showJob", id });
  },
  reveal(what) {
    model = reveal(model, what);
    draw();
  },
  showMoreVariables() {
    model = withMoreVariables(model);
    draw();
    focusNewVariables(model);
  },
  tree: {
    change(change) {
      model = changeTree(model, change);
      draw();
      if (model.result !== undefined) focusActiveRow(model.result);
      save();
    },
    copy(text) {
      send({ type: "copy", text });
    },
  },
};

window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = readMessage(event.data);
  if (message !== undefined) receive(message);
});

// Scrolling does not bubble, but it can be caught on the way down.
document.addEventListener("scrollend", save, { capture: true });

document.addEventListener(
  "keydown",
  (event) => {
    if (!isFindKey(event) || model.tab !== "output" || !model.hasOutput) return;
    event.preventDefault();
    // Else VS Code opens its own search, which finds in the whole page what can be seen of it.
    event.stopPropagation();
    react.find();
  },
  { capture: true },
);

onThemeChange(() => {
  draw();
  log()?.repaint();
});

onPlaceLink((place) => send({ type: "openPlace", ...place }));

send({ type: "ready" });

function receive(message: ToPanel): void {
  if (message.type === "copyFromResult") return copyFromResult(message.what);
  const before = model.job?.row.id;
  model = received(model, message);
  draw();
  if (model.job !== undefined && model.job.row.id !== before) jobShown(model.job.row.id);
  if (message.type === "output" && message.id === model.job?.row.id) {
    if (message.reset) log()?.start(message.text, message.skippedBytes, message.endByte);
    else log()?.add(message.text, message.endByte);
  }
  if (message.type === "showTab") restoreScroll(message.tab);
  if (message.type === "earlierOutput" && message.id === model.job?.row.id) log()?.addBefore(message.earlier);
  save();
}

/** Another job than before: its own scroll positions where they were saved, else the top, and the end of its output. */
function jobShown(id: string): void {
  if (saved?.id !== id) saved = undefined;
  log()?.clear();
  for (const tab of PANEL_TABS) restoreScroll(tab);
}

function copyFromResult(what: "path" | "value"): void {
  const { result } = model;
  const row = result?.rows.find(({ id }) => id === result.active);
  if (result === undefined || row === undefined) return;
  const text = what === "path" ? pathOfRow(result, row) : textOfRow(result, row);
  if (text !== undefined) send({ type: "copy", text });
}

function draw(): void {
  render(page(model, Date.now(), react), document.body);
  clearTimeout(tick);
  const isLive = model.job !== undefined && !hasEnded(model.job.row);
  tick = setTimeout(draw, isLive ? TICK_LIVE_MS : TICK_ENDED_MS);
}

function restoreScroll(tab: PanelTab): void {
  if (tab === "output") log()?.restore(saved?.scroll.output);
  else document.getElementById(`panel-${tab}`)?.scrollTo(0, saved?.scroll[tab] ?? 0);
}

function save(): void {
  if (model.job === undefined) return;
  const { queue, keptOpen, tab, chosenTab, wrap, fold } = model;
  const place = tab === "output" ? log()?.place : document.getElementById(`panel-${tab}`)?.scrollTop;
  const scroll = { ...saved?.scroll, [tab]: place === 0 && tab !== "output" ? undefined : place };
  const state: PanelState = { queue, id: model.job.row.id, keptOpen, tab, chosenTab, wrap, scroll, fold };
  // Output that is followed scrolls with every piece; nothing of that is worth a message.
  if (JSON.stringify(state) === JSON.stringify(saved)) return;
  saved = state;
  vscode.setState(state);
}

function log(): JobLog | undefined {
  return document.querySelector<JobLog>("dirq-log") ?? undefined;
}

function isFindKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "f" && ctrlKey !== metaKey && !altKey && !shiftKey;
}

function send(message: FromPanel): void {
  vscode.postMessage(message);
}
