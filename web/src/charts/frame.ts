/**
 * The frame around every chart: a title that names its subject, a legend, the drawing (redrawn when its width changes), a
 * caption, and the same data as a table, which is built when it is first opened.
 */
import { fresh_id, h, svg } from "../parts/dom";
import { table, type TableSpec } from "../parts/table";

/** How a series looks, so that a legend doesn't lean on colour alone. */
export type Swatch = "line" | "dashed" | "dotted" | "band" | "fill" | "hatch" | "dot" | "rule";

export interface LegendItem {
  label: string;
  colour: string;
  swatch: Swatch;
}

export interface Panel {
  /** Named when a chart has several panels. */
  title?: string;
  /** What the drawing shows, for those who can't see it. */
  summary: string;
  draw: (width: number) => Element;
}

export interface ChartSpec {
  title: string;
  /** What is measured, and in what. */
  subtitle: string;
  legend: LegendItem[];
  panels: Panel[];
  /** Narrowest width of a panel before they stack, in pixels. */
  panel_width?: number;
  caption: string;
  tables: TableSpec[];
}

export function chart(spec: ChartSpec): HTMLElement {
  const title = fresh_id("chart");
  const panels = h("div", { class: "panels" });
  if (spec.panels.length > 1) panels.style.setProperty("--panel", `${spec.panel_width ?? 280}px`);
  else panels.classList.add("one");
  for (const panel of spec.panels) panels.append(panel_element(panel, spec.title));
  return h(
    "figure",
    { class: "chart", "aria-labelledby": title },
    h("h3", { id: title }, spec.title),
    h("p", { class: "subtitle" }, spec.subtitle),
    spec.legend.length > 0 && legend(spec.legend),
    panels,
    spec.caption !== "" && h("figcaption", {}, spec.caption),
    spec.tables.length > 0 && data_table(spec.title, spec.tables),
  );
}

function panel_element(panel: Panel, chart_title: string): HTMLElement {
  const drawing = h("div", {
    class: "drawing",
    role: "img",
    "aria-label": `${panel.title ? `${chart_title}, ${panel.title}` : chart_title}. ${panel.summary}`,
  });
  redraw_on_resize(drawing, panel.draw);
  return h("div", { class: "panel" }, panel.title && h("h4", {}, panel.title), drawing);
}

function redraw_on_resize(drawing: HTMLElement, draw: (width: number) => Element): void {
  let drawn = 0;
  const redraw = () => {
    const width = Math.floor(drawing.clientWidth);
    if (width < 40 || width === drawn || printing()) return;
    drawn = width;
    drawing.replaceChildren(draw(width));
  };
  new ResizeObserver(() => requestAnimationFrame(redraw)).observe(drawing);
}

/** On paper the drawings scale as they are: redrawing in the middle of printing would come too late. */
const printing = () => matchMedia("print").matches;

export function legend(items: LegendItem[]): HTMLElement {
  const list = h("ul", { class: "legend", "aria-label": "Legend" });
  for (const item of items) list.append(h("li", {}, swatch(item), item.label));
  return list;
}

function swatch({ swatch: kind, colour }: LegendItem): SVGElement {
  const icon = svg("svg", { class: "swatch", viewBox: "0 0 22 12", width: 22, height: 12, "aria-hidden": "true" });
  const style = `color:${colour}`;
  icon.setAttribute("style", style);
  const shape = (tag: string, attributes: Record<string, string | number>) => icon.append(svg(tag, attributes));
  const stroke = { x1: 1, x2: 21, y1: 6, y2: 6, stroke: "currentColor", "stroke-width": 2.25 };
  if (kind === "line") shape("line", stroke);
  if (kind === "dashed") shape("line", { ...stroke, "stroke-dasharray": "5 3" });
  if (kind === "dotted") shape("line", { ...stroke, "stroke-dasharray": "1.5 3", "stroke-linecap": "round" });
  if (kind === "rule") shape("line", { x1: 11, x2: 11, y1: 0, y2: 12, stroke: "currentColor", "stroke-width": 1.5 });
  if (kind === "fill") shape("rect", { x: 1, y: 1, width: 20, height: 10, fill: "currentColor" });
  if (kind === "hatch") shape("rect", { x: 1, y: 1, width: 20, height: 10, fill: "url(#hatch)", stroke: "currentColor", "stroke-width": 0.75 });
  if (kind === "dot") shape("circle", { cx: 11, cy: 6, r: 4, fill: "currentColor" });
  if (kind === "band") {
    shape("rect", { x: 1, y: 0, width: 20, height: 12, fill: "currentColor", "fill-opacity": 0.16 });
    shape("rect", { x: 1, y: 3, width: 20, height: 6, fill: "currentColor", "fill-opacity": 0.3 });
    shape("line", { ...stroke, "stroke-width": 1.75 });
  }
  return icon;
}

/** The hatching that marks what is under water; drawings and legends refer to it by id. */
export function hatch_pattern(): SVGElement {
  const pattern = svg(
    "pattern",
    { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 6, height: 6, class: "hatch-ground" }),
    svg("line", { x1: 0, x2: 0, y1: 0, y2: 6, class: "hatch-line" }),
  );
  return svg("svg", { class: "patterns", width: 0, height: 0, "aria-hidden": "true" }, svg("defs", {}, pattern));
}

function data_table(title: string, tables: TableSpec[]): HTMLElement {
  const details = h("details", { class: "data" }, h("summary", {}, "Data table", h("span", { class: "unseen" }, `: ${title}`)));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) for (const spec of tables) details.append(table(spec));
  });
  return details;
}
