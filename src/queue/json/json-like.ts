/** What a program says that a JSON object is, checked by the compiler. What it then submits is checked as it is written. */
import type { JsonValue } from "../job.js";

/**
 * A type whose objects JSON can hold, as a bound: `<T extends JsonLike<T>>`. Unlike JsonObject it takes an interface; it
 * refuses arrays, and whatever has a function, a Date or a Map in it. What is `unknown`, as to a schema that converts
 * whatever it is given, is only checked when it is written.
 *
 * @typeParam T the type in question
 * @category JSON and schemas
 */
export type JsonLike<T> = object & NotBuiltIn & NotIterable & { readonly [K in keyof T]: MemberLike<T[K]> };

/** Of a type that is plainly JSON nothing more is asked: one that refers to itself would be asked for ever. */
type MemberLike<T> =
  | JsonValue
  | undefined
  | ([T] extends [JsonValue | undefined]
      ? never
      : unknown extends T
        ? unknown
        : NotBuiltIn & { readonly [K in keyof T]: MemberLike<T[K]> });

/** Functions have the first of these, a Date and a symbol the second. */
interface NotBuiltIn {
  readonly [Symbol.hasInstance]?: never;
  readonly [Symbol.toPrimitive]?: never;
}

/** Arrays are, which no job's params and no result may be as a whole; a Map and a Set are as well. */
interface NotIterable {
  readonly [Symbol.iterator]?: never;
}
