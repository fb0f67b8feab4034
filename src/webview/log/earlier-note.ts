/** The note above a log of which the page does not hold the beginning: it leads to more of it, or to all. */

export interface EarlierNoteActions {
  readonly showEarlier: () => void;
  readonly openAll: () => void;
}

/** `more`: it can be shown here; `elsewhere`: only in an editor; `none`: there is nothing earlier. */
export type Earlier = "more" | "elsewhere" | "none";

export class EarlierNote {
  readonly element = document.createElement("p");
  private readonly show: HTMLButtonElement;

  constructor({ showEarlier, openAll }: EarlierNoteActions) {
    this.show = button("Show Earlier Output", showEarlier);
    this.element.className = "note";
    this.element.append("The output begins earlier. ", this.show, " ", button("Open All in Editor", openAll));
    this.earlier = "none";
  }

  set earlier(earlier: Earlier) {
    this.element.hidden = earlier === "none";
    this.show.hidden = earlier !== "more";
  }

  get isAll(): boolean {
    return this.element.hidden === true;
  }
}

function button(text: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.className = "link";
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}
