/** Observable Plot, with what all our drawings share: size, type, axes, the month scale, the readout under the pointer. */
import * as Plot from "@observablehq/plot";
import { axis_format, is_number, unit_name } from "../parts/format";
import type { CalendarMonth, Maybe, Unit } from "../report_data";
import { date_name, month_after, month_date } from "../parts/months";

export { Plot };

export const COLOUR = {
  loan: "var(--loan)",
  water: "var(--water)",
  market: "var(--market)",
  sale: "var(--sale)",
  book: "var(--book)",
  bad: "var(--bad)",
  ink: "var(--ink)",
  muted: "var(--muted)",
} as const;

export const UNDER_WATER = "url(#hatch)";

/** The dates of the report's months. */
export function month_dates(start: CalendarMonth, months: number): Date[] {
  return Array.from({ length: months }, (_, t) => month_date(month_after(start, t)));
}

export interface Axis {
  unit: Unit;
  domain?: [number, number];
  /** Largest value shown, for the tick format. */
  size: number;
  /** Instead of the unit's name, at the head of the axis. */
  label?: string | null;
}

export interface DrawingOptions {
  width: number;
  height?: number;
  y: Axis;
  x_domain?: [Date, Date];
  marks: Plot.Markish[];
}

/** A drawing over months. */
export function draw_months({ width, height, y, x_domain, marks }: DrawingOptions): Element {
  const format = axis_format(y.unit, y.size);
  return Plot.plot({
    width,
    height: height ?? Math.round(Math.min(380, Math.max(210, width * 0.48))),
    marginLeft: 56,
    marginRight: 14,
    marginTop: y.label === null ? 12 : 26,
    marginBottom: 34,
    style: { fontFamily: "inherit", fontSize: "12px", overflow: "visible" },
    x: { type: "utc", domain: x_domain, label: null, tickSize: 4, ticks: Math.max(4, Math.floor(width / 120)) },
    y: {
      domain: y.domain,
      grid: true,
      label: y.label === undefined ? unit_name(y.unit) : y.label,
      labelArrow: "none",
      tickFormat: format as (x: number) => string,
      tickSize: 0,
      ticks: 5,
      clamp: false,
    },
    marks,
  });
}

/** A vertical line and a box of text at the month nearest to the pointer. */
export function readout<Row extends { date: Date }>(rows: Row[], y: (row: Row) => Maybe, lines: (row: Row) => string[]): Plot.Markish[] {
  const shown = rows.filter((row) => is_number(y(row)));
  const title = (row: Row) => [date_name(row.date), ...lines(row)].join("\n");
  return [
    Plot.ruleX(shown, Plot.pointerX({ x: "date", stroke: COLOUR.muted, strokeWidth: 1, strokeDasharray: "2 3" })),
    Plot.tip(shown, Plot.pointerX({ x: "date", y, title, fontVariant: "tabular-nums", lineHeight: 1.4, maxRadius: 60 })),
  ];
}

/** Vertical marks for events, named along the top; names in the last part of the drawing stand to the left of their mark. */
export function event_rules(events: { date: Date; label: string }[], y_top: number, months: Date[]): Plot.Markish[] {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return [];
  const late = (date: Date) => +date - +first > 0.7 * (+last - +first);
  const levels = beside(events, (mark) => {
    const at = (+mark.date - +first) / (+last - +first);
    const length = mark.label.length * CHARACTER + 0.03;
    return late(mark.date) ? [at - length, at] : [at, at + length];
  });
  return [
    Plot.ruleX(events, { x: "date", stroke: COLOUR.muted, strokeWidth: 1, strokeDasharray: "1 3" }),
    ...levels.map(({ mark, level }) =>
      Plot.text([mark], {
        x: "date", y: y_top, text: "label", textAnchor: late(mark.date) ? "end" : "start", dx: late(mark.date) ? -4 : 4, dy: 2 + 14 * level, lineAnchor: "top",
        fill: COLOUR.muted, stroke: "var(--card)", strokeWidth: 3, fontSize: 11,
      }),
    ),
  ];
}

/** Width of a letter over that of a small drawing. */
const CHARACTER = 0.03;

/** Puts each label on the first line where it covers no other. */
function beside<Mark extends { date: Date }>(marks: Mark[], extent: (mark: Mark) => [number, number]): { mark: Mark; level: number }[] {
  const lines: [number, number][][] = [];
  return [...marks]
    .sort((a, b) => +a.date - +b.date)
    .map((mark) => {
      const [from, to] = extent(mark);
      let level = lines.findIndex((taken) => taken.every(([start, end]) => to < start || from > end));
      if (level < 0) level = lines.push([]) - 1;
      lines[level]?.push([from, to]);
      return { mark, level };
    });
}

/** Marks nearer to each other than `gap` milliseconds go to different lines, so that every name can be read. */
export function apart<Mark extends { date: Date }>(marks: Mark[], gap: number): { mark: Mark; level: number }[] {
  const ends: number[] = [];
  return [...marks]
    .sort((a, b) => +a.date - +b.date)
    .map((mark) => {
      let level = ends.findIndex((end) => +mark.date - end > gap);
      if (level < 0) level = ends.length;
      ends[level] = +mark.date;
      return { mark, level };
    });
}

export const largest = (...arrays: (readonly Maybe[])[]): number =>
  arrays.reduce((top, xs) => xs.reduce((best: number, x) => (is_number(x) && x > best ? x : best), top), 0);
