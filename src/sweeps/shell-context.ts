/** What the end of a line for a POSIX shell stands inside of, as far as that can be told without being a shell. */

export type ShellPlace = "bare" | "single quotes" | "double quotes" | "arithmetic";

interface Frame {
  readonly place: ShellPlace;
  /** Parentheses open in it. */
  depth: number;
}

/** A variable in braces with nothing in it that needs thought: `${HOME}`, `${1:-none}`. */
const SIMPLE_EXPANSION = /\$\{[^{}'"`\\$]*\}/y;

/** What stands before a line that goes on, where the shell's putting the two lines together makes no other word. */
const BEFORE_LINE_THAT_GOES_ON = /[ \t\n;|&"]/;

export class ShellContext {
  private readonly frames: Frame[] = [{ place: "bare", depth: 0 }];
  private isComment = false;
  private isWordStart = true;
  private endsInBackslash = false;
  private met: string | undefined;

  get place(): ShellPlace {
    return this.frame.place;
  }

  /** What makes it uncertain how something would be read here: `backticks`. From where one stands on it stays so. */
  get unclear(): string | undefined {
    return this.met ?? (this.isComment ? "a comment" : this.endsInBackslash ? "a backslash" : undefined);
  }

  read(text: string): void {
    this.endsInBackslash = false;
    for (let at = 0; at < text.length && this.met === undefined;) {
      const length = this.step(text, at);
      const read = text.slice(at, at + length);
      // No other character is a blank to a shell, and none that a backslash quotes ends a word.
      if (read !== "\\\n") this.isWordStart = /^(?:[ \t\n;|&(]|\$\()$/.test(read);
      at += length;
    }
  }

  /** What was put here is part of a word. */
  readWord(): void {
    this.isWordStart = false;
  }

  private get frame(): Frame {
    return this.frames.at(-1) ?? { place: "bare", depth: 0 };
  }

  /** Reads what begins here and returns how long it is. */
  private step(text: string, at: number): number {
    const char = text[at] ?? "";
    if (this.place === "single quotes") return this.closeAt(char, "'");
    if (this.isComment) {
      this.isComment = char !== "\n";
      return 1;
    }
    if (char === "\\") {
      if (text[at + 1] === "\n" && !BEFORE_LINE_THAT_GOES_ON.test(text[at - 1] ?? ""))
        return this.cannotTell("a word that goes on in the next line");
      this.endsInBackslash = at + 1 === text.length;
      return 2;
    }
    if (char === "`") return this.cannotTell("backticks");
    if (char === "$") return this.dollar(text, at);
    if (this.place === "double quotes") return this.closeAt(char, '"');
    if (this.place === "arithmetic") return this.arithmetic(text, at);
    return this.bare(text, at);
  }

  private bare(text: string, at: number): number {
    const char = text[at] ?? "";
    if (char === "'") return this.open("single quotes", 1);
    if (char === '"') return this.open("double quotes", 1);
    if (char === "#" && this.isWordStart) this.isComment = true;
    if (text.startsWith("<<<", at)) return 3;
    if (text.startsWith("<<", at)) return this.cannotTell("a here-document");
    // Its patterns end in parentheses that nothing has opened.
    if (this.frames.length > 1 && this.isWordStart && /^case[ \t\n]/.test(text.slice(at, at + 5)))
      return this.cannotTell("case in $(…)");
    // Arithmetic to one shell, a subshell in a subshell to another.
    if (text.startsWith("((", at)) return this.cannotTell("((…))");
    if (char === "(") this.frame.depth += 1;
    return char === ")" ? this.closingParenthesis(text, at) : 1;
  }

  private closingParenthesis(text: string, at: number): number {
    if (this.frame.depth === 0 && this.frames.length > 1) {
      this.frames.pop();
      return 1;
    }
    // A comment behind a subshell, part of the word behind `<(…)` or a pattern.
    if (text[at + 1] === "#") return this.cannotTell(")#");
    this.frame.depth = Math.max(0, this.frame.depth - 1);
    return 1;
  }

  private dollar(text: string, at: number): number {
    if (text.startsWith("$((", at)) return this.open("arithmetic", 3);
    if (text.startsWith("$(", at)) return this.open("bare", 2);
    if (text.startsWith("$'", at) && this.place === "bare") return this.cannotTell("$'…'");
    if (!text.startsWith("${", at)) return 1;
    SIMPLE_EXPANSION.lastIndex = at;
    return SIMPLE_EXPANSION.exec(text)?.[0].length ?? this.cannotTell("${…}");
  }

  private arithmetic(text: string, at: number): number {
    const char = text[at] ?? "";
    if (char === "(") this.frame.depth += 1;
    if (char === "'" || char === '"') return this.cannotTell("quotes in $((…))");
    if (char !== ")") return 1;
    if (this.frame.depth > 0) {
      this.frame.depth -= 1;
      return 1;
    }
    if (!text.startsWith("))", at)) return this.cannotTell("$((…) …)");
    this.frames.pop();
    return 2;
  }

  private open(place: ShellPlace, length: number): number {
    this.frames.push({ place, depth: 0 });
    return length;
  }

  private closeAt(char: string, quote: string): number {
    if (char === quote) this.frames.pop();
    return 1;
  }

  private cannotTell(what: string): number {
    this.met = what;
    return 1;
  }
}
