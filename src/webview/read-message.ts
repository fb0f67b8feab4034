/**
 * What comes from the extension is looked at before it is drawn: a message of another version, or of none, would leave a
 * page half drawn. Only what the page stands on is asked for; the rest is text, and a text is never more than shown.
 */
import { PANEL_TABS, type ToPanel } from "./messages.js";

type Fields = Readonly<Record<string, unknown>>;

const SHAPES: Readonly<Record<ToPanel["type"], (message: Fields) => boolean>> = {
  details: ({ queue, id, change, canWrite, cancelling, keptOpen }) =>
    [queue, id].every(isString) && isChange(change) && [canWrite, cancelling, keptOpen].every(isBoolean),
  output: ({ id, text, reset, skippedBytes, endByte }) =>
    isString(id) && isString(text) && isBoolean(reset) && isNumber(skippedBytes) && isNumber(endByte),
  earlierOutput: ({ id, earlier }) => isString(id) && isRecord(earlier) && isString(earlier["text"]),
  showTab: ({ tab }) => PANEL_TABS.some((each) => each === tab),
  gone: ({ id }) => isString(id),
  answering: ({ answering }) => isRecord(answering) && isAnswering(answering),
  actionEnded: ({ action }) => isString(action),
  copyFromResult: ({ what }) => what === "path" || what === "value",
};

/** Undefined for whatever is no message to this page. */
export function readMessage(data: unknown): ToPanel | undefined {
  if (!isRecord(data) || !isString(data["type"]) || !Object.hasOwn(SHAPES, data["type"])) return undefined;
  return SHAPES[data["type"] as ToPanel["type"]](data) ? (data as unknown as ToPanel) : undefined;
}

function isChange(change: unknown): boolean {
  if (!isRecord(change) || !isBoolean(change["reset"]) || !isRecord(change["details"])) return false;
  const { reset, details, without, result } = change;
  const isWhole = !reset || ESSENTIAL.every((key) => details[key] !== undefined);
  return isWhole && areDetails(details) && Array.isArray(without) && (result === undefined || isPiece(result));
}

const ESSENTIAL = ["row", "paramsText", "jobFile", "resultDirectory"] as const;

function areDetails({ row, paramsText = "", jobFile = "", resultDirectory = "", env = {} }: Fields): boolean {
  const isSound = [paramsText, jobFile, resultDirectory].every(isString) && (row === undefined || isRow(row));
  return isSound && isRecord(env) && Object.values(env).every(isString);
}

function isRow(row: unknown): boolean {
  return isRecord(row) && [row["id"], row["label"], row["state"]].every(isString) && isNumber(row["createdMs"]);
}

function isPiece(piece: unknown): boolean {
  return isRecord(piece) && piece["bytes"] instanceof Uint8Array && isBoolean(piece["cut"]);
}

function isAnswering({ kind, sinceMs, reason }: Fields): boolean {
  return kind === "answering" || (kind === "silent" ? isNumber(sinceMs) : kind === "restarting" && isString(reason));
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}
