/** A part of the report: a heading, one or two sentences on how to read it, and its content. */
import { append, fresh_id, h } from "./dom";

export interface Section {
  id: string;
  /** Short, for the list of contents. */
  name: string;
  element: HTMLElement;
}

export function section(id: string, name: string, title: string, lead: string, ...content: (Node | null | undefined | false)[]): Section {
  const heading = fresh_id("heading");
  const element = h("section", { id, "aria-labelledby": heading }, h("h2", { id: heading, tabindex: -1 }, title), lead !== "" && h("p", { class: "lead" }, lead));
  append(element, content);
  return { id, name, element };
}

/** Said in place of a part that the run has no data for. */
export const absent = (what: string): HTMLElement => h("p", { class: "absent" }, `${what} is not in this run.`);
