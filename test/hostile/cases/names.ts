/** Names of job files that no dirq and no Python would give. */
import { pythonJob } from "../../queue/temporary-queue.js";
import type { HostileCase } from "./hostile-case.js";

const IDS: Readonly<Record<string, string>> = {
  "a line break": "a\nb",
  "a carriage return": "safe\rowned",
  "an escape sequence": "esc\x1b[31m\x1b]0;title\x07",
  "a C1 control": "c1\x9b31m\x85",
  "a backspace and a NUL's neighbours": "bs\b\b\x01\x7f",
  "a mark that turns the direction": "\u202egnp.exe\u2066",
  "a zero-width space and a byte order mark": "\ufeffa\u200bb",
  "nothing but a dot": ".",
  "nothing but two dots": "..",
  "three dots": "...",
  "nothing at all": "",
  "a backslash path": "..\\..\\windows",
  "the sign that separates a claim": "one~two",
  "nothing but that sign": "~",
  "an option of rm": "-rf",
  "an option of dirq": "--help",
  "the prototype's own name": "__proto__",
  "a method's name": "constructor",
  "another method's name": "toString",
  "a command in it": "$(touch pwned);`touch pwned`|touch pwned&",
  "both quotes in it": `'"'"'`,
  "a format in it": "%s%n%d",
  "a glob in it": "*",
  "a word that means another job": "last",
  "another such word": "last-failed",
  "a space around it": " space ",
  "nothing but a space": " ",
  "an emoji of several characters": "👩‍👩‍👧‍👦",
  "a hundred combining marks": `z${"\u0301".repeat(100)}`,
  "the longest name there is": "n".repeat(250),
  "the longest name there is, in letters of two bytes": "ö".repeat(125),
  "zeros for a time": "0".repeat(19),
  "the end of time": "9".repeat(19),
};

/** Two names that some file systems and some people take for one. */
const TWINS: Readonly<Record<string, readonly [string, string]>> = {
  "upper and lower case": ["TwinJob", "twinjob"],
  "two spellings of one letter": ["tw\u00efn", "twi\u0308n"],
  "one the ending of the other": ["4711", "14711"],
};

const WAITING: Readonly<Record<string, string>> = {
  "two dots for an id": "..~held",
  "a time that no clock will show": "wait1~at-99999999999999999999",
  "a negative time": "wait2~retry--1",
  "holds in holds": "wait3~held.held.held",
  "no reason": "wait4~",
  "no id": "~held",
  "an escape sequence for an id": "wait\x1b[2J~held",
  "an unknown reason": "wait5~because",
};

const states = ["queued", "running", "completed", "failed"] as const;

export const names: readonly HostileCase[] = [
  ...Object.entries(IDS).map(([what, id], index): HostileCase => ({
    name: `a job named with ${what}`,
    make: (ground) => ground.write(`${states[index % 2 === 0 ? 0 : 3]}/${id}.json`, pythonJob("x")),
    words: () => [id],
  })),
  ...Object.entries(TWINS).map(([what, twins]): HostileCase => ({
    name: `twins by ${what}`,
    make: (ground) => {
      for (const id of twins) ground.write(`queued/${id}.json`, pythonJob("x"));
    },
    words: () => twins,
  })),
  ...Object.entries(WAITING).map(([what, name]): HostileCase => ({
    name: `a waiting file with ${what}`,
    make: (ground) => ground.write(`waiting/${name}.json`, pythonJob("x")),
    words: () => [name.replace(/~.*/, "")],
  })),
  {
    name: "a job whose name is not UTF-8",
    make: (ground) => {
      const folder = Buffer.from(`${ground.path("queued")}/`);
      ground.writeBytes(Buffer.concat([folder, Buffer.from([0xff, 0xfe, 0x80]), Buffer.from(".json")]), pythonJob("x"));
    },
    words: () => ["\ufffd\ufffd\ufffd"],
  },
  {
    name: "one id in every state, in waiting and under a claim of a stranger",
    make: (ground, id) => {
      for (const state of states) ground.write(`${state}/${id}.json`, pythonJob("x", { error: `in ${state}` }));
      for (const why of ["held", "at-1", "after"])
        ground.write(`waiting/${id}~${why}.json`, pythonJob("x", { error: why }));
      ground.write(`.dirq/claims/${id}~00000000-1-1-1-0.1`, pythonJob("x", { error: "claimed" }));
    },
  },
  {
    name: "a due job whose place in the queue is taken",
    make: (ground, id) => {
      ground.write(`queued/${id}.json`, pythonJob("x", { error: "the one in the queue", params: {} }));
      ground.write(`waiting/${id}~at-1.json`, pythonJob("x", { error: "the one that waits", params: {} }));
    },
  },
  {
    name: "a held job whose place in the waiting room is taken",
    make: (ground, id) => {
      ground.write(`queued/${id}.json`, pythonJob("x", { error: "the one in the queue", params: {} }));
      ground.write(`waiting/${id}~held.json`, pythonJob("x", { error: "the one that is held", params: {} }));
    },
  },
];
