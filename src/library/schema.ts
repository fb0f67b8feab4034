/**
 * A schema of any library that follows Standard Schema (https://standardschema.dev): zod, valibot, arktype and others.
 * As its specification invites, the part of the interface that is needed stands here.
 */
import { DirqError, type DirqErrorCode, type OptionRule } from "../queue/index.js";

/**
 * What checks a value: a schema of zod, valibot, arktype or another library that follows Standard Schema.
 *
 * @typeParam Input what it takes. What it makes of that, with its defaults and transformations, is left to whoever reads:
 * a queue keeps what it is given
 * @category JSON and schemas
 */
export interface Schema<Input> {
  readonly "~standard": {
    readonly version: 1;
    /** Says what is wrong with a value; nothing else is asked of a schema. */
    readonly validate: (value: unknown) => SchemaResult | Promise<SchemaResult>;
    /** For the compiler alone. */
    readonly types?: { readonly input: Input } | undefined;
  };
}

type SchemaResult =
  { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What the option for one may be. Some libraries' schemas are functions. */
export const SCHEMA: OptionRule = {
  holds: (value) => typeof (value as Schema<unknown> | null)?.["~standard"]?.validate === "function",
  words: "a schema that follows Standard Schema",
};

/** What is wrong with a value, in words; undefined where nothing is. @throws TypeError for a schema that has to be awaited */
export function complaints(schema: Schema<unknown>, value: unknown): string | undefined {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) throw new TypeError("A schema of a queue has to be synchronous.");
  return result.issues?.map(({ path, message }) => (path?.length ? `${words(path)}: ${message}` : message)).join("; ");
}

/** @throws DirqError that says what was attempted and what the schema complains of */
export function assertMatches(schema: Schema<unknown>, value: unknown, attempt: string, code: DirqErrorCode): void {
  const wrong = complaints(schema, value);
  if (wrong !== undefined) throw new DirqError(code, `${attempt}: ${wrong}`);
}

function words(path: NonNullable<SchemaIssue["path"]>): string {
  return path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
}
