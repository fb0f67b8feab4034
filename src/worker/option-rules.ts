/** What the options of a worker may be, for checkedOptions. */
import { CALLABLE, FLAG, numberThat, PAUSE, SIGNAL, TEXT, type OptionRules } from "../queue/index.js";
import type { ShellWorkerOptions } from "./shell-worker.js";
import { SMALLEST_LOG_SIZE } from "./shorten-log.js";
import type { RunOptions } from "./worker.js";

export const RUN: OptionRules<RunOptions> = {
  stopWhenEmpty: FLAG,
  pollInterval: PAUSE,
  slots: numberThat((slots) => Number.isInteger(slots) && slots > 0, "a whole number from 1 up"),
  name: TEXT,
  signal: SIGNAL,
  killSignal: SIGNAL,
  onEvent: CALLABLE,
};

export const SHELL_WORKER: OptionRules<ShellWorkerOptions> = {
  shell: TEXT,
  timeout: numberThat((seconds) => seconds > 0, "a number of seconds above 0"),
  maxLogSize: numberThat((bytes) => bytes >= SMALLEST_LOG_SIZE, `${SMALLEST_LOG_SIZE} bytes or more, or Infinity`),
};
