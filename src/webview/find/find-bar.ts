/** `<dirq-find-bar>`: asks what to search for, and says what was found. Its keys are those of VS Code's own. */
import { html, nothing, render, type TemplateResult } from "lit/html.js";
import { iconButton } from "../icon-button.js";
import type { Query } from "./log-pattern.js";

export interface Findings {
  readonly count: string;
  /** Why the query means nothing. */
  readonly trouble?: string | undefined;
  readonly any: boolean;
  /** Which part of the log was searched. */
  readonly where: string;
  /** Whether there is more of it than was searched. */
  readonly isPart: boolean;
}

/** What is not so in the panel's own search, which reads what a terminal would show. */
const ALL_OF_IT =
  "Opens VS Code's search on the raw text of the whole log. Of a binary one that searches only what stands before its first NUL byte, if at all.";

export class FindBar extends HTMLElement {
  search: (query: Query) => void = () => undefined;
  step: (direction: 1 | -1) => void = () => undefined;
  searchAll: (query: Query) => void = () => undefined;
  closed: () => void = () => undefined;

  private query: Query = { text: "", matchCase: false, regularExpression: false };
  private findings: Findings | undefined;
  private focusedBefore: Element | null = null;

  connectedCallback(): void {
    this.hidden = true;
    this.addEventListener("keydown", (event) => this.key(event));
  }

  get isOpen(): boolean {
    return !this.hidden;
  }

  /** With what is selected, as the editor does, or with what was searched for last. */
  open(selected: string): void {
    if (!this.contains(document.activeElement)) this.focusedBefore = document.activeElement;
    this.hidden = false;
    this.ask(selected === "" ? {} : { text: selected });
    this.input?.focus();
    this.input?.select();
  }

  close(): void {
    this.hidden = true;
    if (this.focusedBefore instanceof HTMLElement && this.focusedBefore !== document.body) this.focusedBefore.focus();
    this.closed();
  }

  say(findings: Findings | undefined): void {
    this.findings = findings;
    this.draw();
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  private ask(change: Partial<Query>): void {
    this.query = { ...this.query, ...change };
    this.draw();
    this.search(this.query);
  }

  private draw(): void {
    render(this.content(), this);
  }

  private content(): TemplateResult {
    const { query, findings } = this;
    const fails = query.text !== "" && findings?.any === false;
    return html`
      <div class="find-input ${fails ? "fails" : ""}">
        <input
          type="text"
          spellcheck="false"
          placeholder="Find"
          aria-label="Find in the output"
          aria-invalid=${findings?.trouble !== undefined}
          .value=${query.text}
          @input=${(event: Event) => this.ask({ text: (event.target as HTMLInputElement).value })}
        />
        ${this.toggle("matchCase", "Match Case (Alt+C)", "case-sensitive")}
        ${this.toggle("regularExpression", "Use Regular Expression (Alt+R)", "regex")}
      </div>
      <span class="find-count ${fails ? "fails" : ""}" role="status">${findings?.count ?? ""}</span>
      ${iconButton("Previous Match (Shift+Enter)", "arrow-up", () => this.step(-1))}
      ${iconButton("Next Match (Enter)", "arrow-down", () => this.step(1))}
      ${iconButton("Close (Escape)", "close", () => this.close())}
      <span class="find-where">${findings?.trouble ?? this.where()}</span>
    `;
  }

  private where(): TemplateResult {
    const { where = "", isPart = false } = this.findings ?? {};
    return html`${where} ${isPart ? this.searchAllButton() : nothing}`;
  }

  private searchAllButton(): TemplateResult {
    return html`<button class="link" title=${ALL_OF_IT} @click=${() => this.searchAll(this.query)}>
      Search all of it
    </button>`;
  }

  private toggle(name: "matchCase" | "regularExpression", title: string, icon: string): TemplateResult {
    const pressed = this.query[name];
    return iconButton(title, icon, () => this.ask({ [name]: !pressed }), { className: "find-toggle", pressed });
  }

  private key(event: KeyboardEvent): void {
    const act = this.actionOf(event);
    if (act === undefined) return;
    event.preventDefault();
    // VS Code hears of every key that reaches the window, and has a meaning of its own for most of these.
    event.stopPropagation();
    act();
  }

  private actionOf({ key, code, altKey, shiftKey, target }: KeyboardEvent): (() => void) | undefined {
    if (key === "Escape") return () => this.close();
    if (key === "F3" || (key === "Enter" && target === this.input)) return () => this.step(shiftKey ? -1 : 1);
    // By its place on the keyboard: with Alt, a Mac writes another character.
    if (altKey && code === "KeyC") return () => this.ask({ matchCase: !this.query.matchCase });
    if (altKey && code === "KeyR") return () => this.ask({ regularExpression: !this.query.regularExpression });
    return undefined;
  }
}

customElements.define("dirq-find-bar", FindBar);
