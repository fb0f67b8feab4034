/**
 * JSON text read into nodes that know where each value stands in the text, so that a number can be shown digit by digit.
 * Python's dialect: NaN and the infinities are numbers. Nothing here calls itself, for a text may be nested more deeply
 * than a stack is.
 */

export interface JsonNode {
  readonly kind: "object" | "array" | "string" | "number" | "literal";
  /** Undefined for an element of an array, and at the top. */
  readonly key: string | undefined;
  /** Its key; of an element of an array, that of the array. */
  readonly name: string;
  /** Where its source text begins and ends. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly JsonNode[];
  /** The text was cut within it: there is more of it in the file. */
  readonly cut: boolean;
}

/** `problem` says in words why the text is no JSON. A text that was cut in its first value has neither. */
export type JsonReading = { readonly root?: JsonNode; readonly problem?: string };

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Container = Mutable<JsonNode> & { readonly children: JsonNode[] };

/** `cut`: the text is the beginning of a longer one, and may end anywhere. */
export function readJson(text: string, { cut }: { readonly cut: boolean }): JsonReading {
  try {
    return new Reader(text, cut).read();
  } catch (error) {
    if (error instanceof NotJson) return { problem: `${placeIn(text, error.index)}: ${error.message}` };
    throw error;
  }
}

class NotJson extends Error {
  constructor(
    readonly index: number,
    words: string,
  ) {
    super(words);
  }
}

/** The text ends here, within a token. */
const HERE_IT_ENDS = Symbol("the end");

const NUMBER = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN)$/;
const LITERALS: readonly string[] = ["true", "false", "null"];
/** In a pattern that ends at its first other character a long text costs no stack. */
const SPACE = /[ \t\n\r]*/y;
const WORD = /[^ \t\n\r{}[\],:"]+/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

class Reader {
  private at = 0;
  private root: JsonNode | undefined;
  private readonly open: Container[] = [];

  constructor(
    private readonly text: string,
    private readonly cut: boolean,
  ) {}

  read(): JsonReading {
    while (this.skipSpace()) {
      const container = this.open.at(-1);
      if (container === undefined && this.root !== undefined) throw this.expected("nothing more");
      if (this.member(container) === HERE_IT_ENDS) break;
    }
    if (this.cut) return this.closeAll();
    if (this.open.length > 0) throw this.expected("more: the text ends too early");
    if (this.root === undefined) throw this.expected("a value: there is nothing but space");
    return { root: this.root };
  }

  /** One step: a value with what has to stand before it, or the end of the container. */
  private member(container: Container | undefined): void | typeof HERE_IT_ENDS {
    if (container === undefined) return this.value(undefined);
    const closing = container.kind === "object" ? "}" : "]";
    if (this.text[this.at] === closing) return this.close(container);
    if (container.children.length > 0) {
      if (this.text[this.at] !== ",") throw this.expected(`“,” or “${closing}”`);
      this.at++;
      if (!this.skipSpace()) return HERE_IT_ENDS;
    }
    if (container.kind === "array") return this.value(undefined);
    if (this.text[this.at] !== '"') throw this.expected("a key in quotation marks");
    const key = this.string();
    if (key === HERE_IT_ENDS || !this.skipSpace()) return HERE_IT_ENDS;
    if (this.text[this.at] !== ":") throw this.expected("“:”");
    this.at++;
    if (!this.skipSpace()) return HERE_IT_ENDS;
    return this.value(JSON.parse(key) as string);
  }

  private value(key: string | undefined): void | typeof HERE_IT_ENDS {
    const start = this.at;
    const name = key ?? this.open.at(-1)?.name ?? "";
    const char = this.text[start];
    if (char === "{" || char === "[") {
      this.at++;
      const kind = char === "{" ? "object" : "array";
      const container: Container = { kind, key, name, start, end: start, children: [], cut: false };
      this.add(container);
      this.open.push(container);
      return;
    }
    const kind = char === '"' ? (this.string() === HERE_IT_ENDS ? HERE_IT_ENDS : "string") : this.word();
    if (kind === HERE_IT_ENDS) return HERE_IT_ENDS;
    this.add({ kind, key, name, start, end: this.at, children: NONE, cut: false });
  }

  private add(node: JsonNode): void {
    const container = this.open.at(-1);
    if (container === undefined) this.root = node;
    else container.children.push(node);
  }

  private close(container: Container): void {
    this.at++;
    container.end = this.at;
    this.open.pop();
  }

  /** What is still open goes on in the file. */
  private closeAll(): JsonReading {
    for (const container of this.open) Object.assign(container, { end: this.text.length, cut: true });
    return this.root === undefined ? {} : { root: this.root };
  }

  private word(): "number" | "literal" | typeof HERE_IT_ENDS {
    const start = this.at;
    WORD.lastIndex = start;
    const word = WORD.exec(this.text)?.[0] ?? "";
    // The rest of it may stand behind the cut.
    if (this.cut && start + word.length === this.text.length) return HERE_IT_ENDS;
    const kind = LITERALS.includes(word) ? "literal" : NUMBER.test(word) ? "number" : undefined;
    if (kind === undefined) throw this.expected("a value");
    this.at += word.length;
    return kind;
  }

  /** Goes behind the string that begins here, and returns its source. */
  private string(): string | typeof HERE_IT_ENDS {
    const start = this.at;
    for (this.at++; this.at < this.text.length;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) {
        this.at++;
        return this.text.slice(start, this.at);
      }
      if (code < 0x20) throw this.expected("no line break or other control character in a string");
      if (code === 0x5c) {
        const length = this.escape();
        if (length === HERE_IT_ENDS) return HERE_IT_ENDS;
        this.at += length;
      } else this.at++;
    }
    if (this.cut) return HERE_IT_ENDS;
    throw this.expected("the end of a string");
  }

  private escape(): number | typeof HERE_IT_ENDS {
    ESCAPE.lastIndex = this.at;
    const escape = ESCAPE.exec(this.text)?.[0];
    if (escape !== undefined) return escape.length;
    if (this.cut && this.at + 6 > this.text.length) return HERE_IT_ENDS;
    throw this.expected("an escape that JSON knows");
  }

  /** Whether anything follows. */
  private skipSpace(): boolean {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.text)?.[0].length ?? 0;
    return this.at < this.text.length;
  }

  private expected(what: string): NotJson {
    return new NotJson(this.at, `expected ${what}`);
  }
}

const NONE: readonly JsonNode[] = [];

/** As editors count: from 1 on. */
function placeIn(text: string, index: number): string {
  const before = text.slice(0, index).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
