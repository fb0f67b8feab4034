/** Steps by chance, for fast-check. */
import fc from "fast-check";
import { COMMANDS, type CommandName } from "./commands.js";
import type { Command, Conditions, Mishap, Step } from "./troubled-world.js";

const MACHINES = 3;
/** A claim makes some 15 calls that change the disk, an end some 20; of all calls three times as many. */
const CHANGES = 25;
const CALLS = 75;

const names = Object.keys(COMMANDS) as CommandName[];

const commandName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names) },
  { weight: 2, arbitrary: fc.constantFrom<CommandName>("submit", "claim", "end well", "end badly", "recover") },
);
const command: fc.Arbitrary<Command> = fc.record({
  do: commandName,
  by: fc.nat(MACHINES - 1),
  pick: fc.nat(9),
});
const code = fc.constantFrom("EIO", "ETIMEDOUT", "ESTALE", "ENOSPC");
const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  fc.record({ at: fc.nat(CHANGES), kind: fc.constantFrom<"crash" | "power cut">("crash", "power cut") }),
  fc.record({ at: fc.nat(CHANGES), kind: fc.constant("fails" as const), code }),
  fc.record({
    at: fc.nat(CHANGES),
    kind: fc.constant("lies" as const),
    code: fc.constantFrom("EIO", "ETIMEDOUT", "retried"),
  }),
  fc.record({
    at: fc.nat(CALLS),
    kind: fc.constant("frozen" as const),
    silent: fc.boolean(),
    meanwhile: fc.array(command, { minLength: 1, maxLength: 5 }),
  }),
);

export const step: fc.Arbitrary<Step> = fc
  .tuple(command, fc.option(mishap, { nil: undefined, freq: 2 }))
  .map(([what, then]) => (then === undefined ? what : { ...what, mishap: then }));

export const conditions: fc.Arbitrary<Conditions> = fc.record({
  kind: fc.constantFrom("nfs", "sshfs"),
  lags: fc.tuple(...Array.from({ length: MACHINES }, () => fc.constantFrom(0, 5, 50))),
  ordered: fc.boolean(),
  seed: fc.nat(),
});
