/** Elements from plain values. Text becomes text nodes only, so nothing in the data can turn into markup. */

type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

/** `h("p", { class: "note" }, "text")`; attributes that are null, undefined or false are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

export function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

let last_id = 0;
/** A page-unique id for labels and descriptions. */
export function fresh_id(stem: string): string {
  last_id += 1;
  return `${stem}-${last_id}`;
}

/** Text whose web addresses are links; everything else stays text. Only http and https count as addresses. */
export function linked(text: string): DocumentFragment {
  const out = document.createDocumentFragment();
  const address = /https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:]/g;
  let from = 0;
  for (const match of text.matchAll(address)) {
    out.append(text.slice(from, match.index));
    out.append(h("a", { href: match[0], rel: "noopener noreferrer" }, short_address(match[0])));
    from = match.index + match[0].length;
  }
  out.append(text.slice(from));
  return out;
}

function short_address(address: string): string {
  const bare = address.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
  return bare.length <= 44 ? bare : `${bare.slice(0, 24)}…${bare.slice(-16)}`;
}
