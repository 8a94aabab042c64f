/** Tables: a caption, column heads with scope, row heads where a row has a name, numbers right-aligned in tabular figures. */
import { append, h } from "./dom";
import { with_error, type Shown } from "./format";
import type { Maybe } from "../report_data";

export interface Column {
  label: string;
  /** Numbers align right. */
  numeric?: boolean;
  /** Long text that may wrap. */
  wide?: boolean;
  /** Dates and places that read badly when broken. */
  whole?: boolean;
}

export type Cell = string | Node;

export interface TableSpec {
  caption: string;
  /** Shown on the page too, not only read out. */
  caption_visible?: boolean;
  columns: Column[];
  /** The first cell of a row is its head. */
  rows: Cell[][];
}

/** A table in a box that scrolls sideways on its own and can be reached by keyboard. */
export function table(spec: TableSpec): HTMLElement {
  const head = h("tr");
  for (const column of spec.columns) {
    head.append(h("th", { scope: "col", class: column_class(column) }, column.label));
  }
  const body = h("tbody");
  for (const row of spec.rows) body.append(table_row(spec.columns, row));
  const caption = h("caption", { class: spec.caption_visible ? null : "unseen" }, h("span", {}, spec.caption));
  return h(
    "div",
    { class: "scroll", role: "region", tabindex: 0, "aria-label": `${spec.caption} (table)` },
    h("table", {}, caption, h("thead", {}, head), body),
  );
}

export function table_row(columns: Column[], row: Cell[]): HTMLTableRowElement {
  const line = h("tr");
  row.forEach((cell, i) => {
    const column = columns[i] ?? { label: "" };
    line.append(i === 0 ? h("th", { scope: "row", class: column_class(column) }, cell) : h("td", { class: column_class(column) }, cell));
  });
  return line;
}

const column_class = (column: Column): string | null => (column.numeric ? "number" : column.wide ? "wide" : column.whole ? "whole" : null);

/** A number with its standard error in smaller type. */
export function number_with_error(value: Maybe, error: Maybe | undefined, unit: Shown): HTMLElement {
  const text = with_error(value, error, unit);
  const out = h("span", { class: "value" }, text.value);
  if (text.error) append(out, [" ", h("small", { class: "error" }, text.error)]);
  return out;
}
