/** Several lines over the same months, each with an optional ribbon of one standard error either side. */
import type { CalendarMonth, Maybe, Monthly, Unit } from "../report_data";
import { error_text, is_number, number_text } from "../parts/format";
import { month_after, month_name } from "../parts/months";
import type { TableSpec } from "../parts/table";
import { Plot, draw_months, largest, month_dates, readout } from "./plot";
import type { LegendItem, Panel } from "./frame";

export interface Line {
  label: string;
  colour: string;
  values: Monthly;
  errors?: Monthly;
  dash?: "dashed" | "dotted";
}

const DASH = { dashed: "6 3", dotted: "1.5 4" };

export interface LinesOptions {
  start: CalendarMonth;
  months: number;
  unit: Unit;
  title?: string;
  label?: string | null;
  height?: number;
  under?: Plot.Markish[];
  over?: Plot.Markish[];
  top?: number;
  /** "step" for amounts of a month. */
  curve?: "linear" | "step";
}

export function lines_panel(lines: Line[], options: LinesOptions): Panel {
  const dates = month_dates(options.start, options.months);
  const size = Math.max(options.top ?? 0, largest(...lines.map((line) => line.values)));
  const rows = dates.map((date, t) => ({ date, t }));
  const summary = lines.map((line) => line_summary(line, options)).join(" ");
  const at = (line: Line) => (row: { t: number }) => line.values[row.t] ?? NaN;
  return {
    title: options.title,
    summary,
    draw: (width) =>
      draw_months({
        width,
        height: options.height,
        y: { unit: options.unit, size, domain: [0, size * 1.06 || 1], label: options.label },
        marks: [
          ...(options.under ?? []),
          ...lines.flatMap((line) => {
            const errors = line.errors;
            if (!errors) return [];
            const edge = (sign: number) => (row: { t: number }) => shifted(line.values[row.t], errors[row.t], sign);
            return [Plot.areaY(rows, { x: "date", y1: edge(-1), y2: edge(1), fill: line.colour, fillOpacity: 0.22 })];
          }),
          ...lines.map((line) =>
            Plot.lineY(rows, { x: "date", y: at(line), stroke: line.colour, strokeWidth: 2, strokeDasharray: line.dash && DASH[line.dash], strokeLinecap: "round", curve: options.curve }),
          ),
          ...(options.over ?? []),
          ...readout(
            rows,
            (row) => largest(...lines.map((line) => [line.values[row.t] ?? null])),
            (row) => lines.map((line) => `${line.label}  ${error_text(line.values[row.t] ?? null, line.errors?.[row.t], options.unit)}`),
          ),
        ],
      }),
  };
}

function shifted(value: Maybe | undefined, error: Maybe | undefined, sign: number): number {
  return is_number(value) ? Math.max(0, value + sign * (error ?? 0)) : NaN;
}

export const lines_legend = (lines: Line[]): LegendItem[] =>
  lines.map((line) => ({ label: line.label, colour: line.colour, swatch: line.dash ?? "line" }));

function line_summary(line: Line, options: LinesOptions): string {
  let top = -1;
  line.values.forEach((x, t) => {
    if (is_number(x) && (top < 0 || x > (line.values[top] ?? -Infinity))) top = t;
  });
  if (top < 0) return `${line.label}: no data.`;
  return `${line.label}: highest ${number_text(line.values[top], options.unit)} in ${month_name(month_after(options.start, top))}, last ${number_text(line.values.findLast(is_number), options.unit)}.`;
}

export function lines_table(caption: string, lines: Line[], start: CalendarMonth, unit: Unit): TableSpec {
  const months = Math.max(0, ...lines.map((line) => line.values.length));
  return {
    caption,
    columns: [{ label: "Month" }, ...lines.map((line) => ({ label: line.label, numeric: true }))],
    rows: Array.from({ length: months }, (_, t) => [
      month_name(month_after(start, t)),
      ...lines.map((line) => error_text(line.values[t] ?? null, line.errors?.[t], unit)),
    ]),
  };
}
