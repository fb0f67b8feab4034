/** Which actions a job offers. None is shown that cannot work, but for one that a person would look for: it says why not. */
import type { JobDetails } from "../live/live-queue.js";
import { hasEnded } from "../queue/job.js";
import { isHeld } from "../wording/index.js";
import type { PanelAction } from "./messages.js";
import type { PanelModel } from "./model.js";

export interface OfferedAction {
  readonly action: PanelAction;
  readonly label: string;
  readonly icon: string;
  /** Why it cannot be done now; the button is shown and does nothing. */
  readonly unavailable?: string;
}

export function offeredActions(model: PanelModel): readonly OfferedAction[] {
  const { job, gone } = model;
  if (job === undefined || gone) return [];
  return [...changing(model, job), ...notifying(model, job), ...opening(job)];
}

function changing(model: PanelModel, { row }: JobDetails): OfferedAction[] {
  if (!model.canWrite) return [];
  const running = row.state === "running";
  const ended = hasEnded(row);
  const readable = row.damaged === undefined;
  const waits = row.state === "queued" && readable;
  return [
    ...(waits && isHeld(row) ? [once(model, { action: "release", label: "Release", icon: "debug-continue" })] : []),
    ...(ended && readable ? resubmitting(model) : []),
    ...(!ended && readable ? [cancel(model, row.ours || !running)] : []),
    ...(waits && !isHeld(row) ? [once(model, { action: "hold", label: "Hold", icon: "debug-pause" })] : []),
    ...(running ? [] : [once(model, { action: "remove", label: "Delete", icon: "trash" })]),
  ];
}

function resubmitting(model: PanelModel): OfferedAction[] {
  return [
    once(model, { action: "resubmit", label: "Resubmit", icon: "debug-rerun" }),
    { action: "editAndResubmit", label: "Edit and Resubmit", icon: "edit" },
  ];
}

/** Changes nothing in the queue, so it is offered in Restricted Mode as well. */
function notifying({ askedFor }: PanelModel, { row }: JobDetails): OfferedAction[] {
  if (row.damaged !== undefined || hasEnded(row)) return [];
  return [
    askedFor
      ? { action: "dontNotifyWhenDone", label: "Don't Notify Me", icon: "bell-slash" }
      : { action: "notifyWhenDone", label: "Notify Me When Done", icon: "bell" },
  ];
}

function cancel(model: PanelModel, possible: boolean): OfferedAction {
  const offered: OfferedAction = { action: "cancel", label: "Cancel", icon: "stop-circle" };
  if (!possible) return { ...offered, unavailable: "A Python worker runs this job; it cannot be told to stop." };
  if (model.cancelling) return { ...offered, label: "Cancelling…", unavailable: "Its worker is stopping it." };
  return once(model, offered);
}

/** Asked for twice by an impatient click, a job would be submitted twice. */
function once(model: PanelModel, offered: OfferedAction): OfferedAction {
  return model.pending.has(offered.action) ? { ...offered, unavailable: "Under way." } : offered;
}

function opening({ row }: JobDetails): OfferedAction[] {
  const started = row.startedMs !== undefined && row.damaged === undefined;
  return [
    ...(started ? [{ action: "openResultFolder", label: "Open Result Folder", icon: "folder-opened" } as const] : []),
    { action: "openJobFile", label: "Open Job File", icon: "file-code" },
  ];
}
