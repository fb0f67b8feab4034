/** Comma-separated values as RFC 4180 has them, read as Python's csv module does: checked against it by a property test. */
import { SweepError } from "./sweep-error.js";

export interface CsvField {
  readonly text: string;
  /** Whether it stood in quotation marks, so that nothing in it means more than itself. */
  readonly isQuoted: boolean;
}

interface CsvOptions {
  readonly separator?: string;
  /** Of the file, for messages. */
  readonly title?: string;
}

/** The records, blank lines left out. @throws SweepError for a quotation mark that is not closed */
export function parseCsv(text: string, { separator = ",", title }: CsvOptions = {}): CsvField[][] {
  const records: CsvField[][] = [];
  let record: CsvField[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    const isEmptyLine = record.length === 0 && isLineEnd(text[at]);
    if (!isEmptyLine) {
      const { field, end } = fieldAt(text, at, separator) ?? unclosed(text, at, title);
      record.push(field);
      at = end;
      if (text[at] === separator) {
        at += 1;
        // Behind a separator comes a field, though nothing may be left of the text.
        if (at < text.length) continue;
        record.push({ text: "", isQuoted: false });
      }
      records.push(record);
      record = [];
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    at += 1;
  }
  return records;
}

/** The field that begins here, and where the separator or the line's end behind it stands; undefined if it has no end. */
function fieldAt(text: string, start: number, separator: string): { field: CsvField; end: number } | undefined {
  const isQuoted = text[start] === '"';
  let value = "";
  let at = start;
  if (isQuoted) {
    for (;;) {
      const close = text.indexOf('"', at + 1);
      if (close < 0) return undefined;
      value += text.slice(at + 1, close);
      at = close + 1;
      if (text[at] !== '"') break;
      value += '"';
    }
  }
  const rest = at;
  while (at < text.length && text[at] !== separator && !isLineEnd(text[at])) at += 1;
  return { field: { text: value + text.slice(rest, at), isQuoted }, end: at };
}

function unclosed(text: string, start: number, title: string | undefined): never {
  const line = title === undefined ? "Line" : `${title}: line`;
  throw new SweepError(`${line} ${lineOf(text, start)}: a quotation mark is not closed.`);
}

function isLineEnd(char: string | undefined): boolean {
  return char === "\n" || char === "\r";
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
