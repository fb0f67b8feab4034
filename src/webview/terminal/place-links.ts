/** Links to places in source files: whether one may be followed is for the extension to decide, which is only told. */
import type { NamedPlace } from "./linked-line.js";

const places = new WeakMap<Element, NamedPlace>();

export function placeLink(place: NamedPlace, content: readonly Node[]): HTMLElement {
  const link = document.createElement("span");
  link.className = "place-link";
  // An anchor's address would be the page's own to follow; a button does not break where a long path has to.
  link.role = "link";
  link.tabIndex = 0;
  link.title = "Open the source at this line";
  link.append(...content);
  places.set(link, place);
  return link;
}

/** Calls back with the place of a link that was clicked, or on which Enter was pressed. */
export function onPlaceLink(open: (place: NamedPlace) => void): void {
  const follow = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest(".place-link") : null;
    const place = link === null ? undefined : places.get(link);
    if (place !== undefined) open(place);
  };
  document.addEventListener("click", (event) => {
    // Who drags over a link wants its text.
    if (document.getSelection()?.isCollapsed !== false) follow(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter") follow(event);
  });
}
