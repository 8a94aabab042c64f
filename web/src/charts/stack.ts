/** Cash by priority: what is paid each month, stacked with the first in line at the bottom, against what comes in. */
import type { CalendarMonth, CashSeries, Monthly } from "../report_data";
import { is_number, number_text } from "../parts/format";
import type { Panel } from "./frame";
import { COLOUR, Plot, draw_months, largest, month_dates, readout } from "./plot";

export interface StackOptions {
  start: CalendarMonth;
  months: number;
  /** One colour for each series, first in line first. */
  colours: string[];
  title?: string;
  /** A line over the stack. */
  total?: { label: string; values: Monthly } | null;
  top?: number;
}

export function stack_panel(series: CashSeries[], options: StackOptions): Panel {
  const dates = month_dates(options.start, options.months);
  const rows = series.flatMap((one, k) => {
    return dates.map((date, t) => ({ date, t, k, label: one.label, value: Math.max(0, one.mean[t] ?? 0) }));
  });
  const sums = total_of(series, options.months);
  const size = Math.max(options.top ?? 0, largest(sums, options.total?.values ?? []));
  const months = dates.map((date, t) => ({ date, t, total: options.total?.values[t] ?? null }));
  return {
    title: options.title,
    summary: series.map((one) => `${one.label}: ${number_text(sum(one.mean), "usd")} in all.`).join(" "),
    draw: (width) =>
      draw_months({
        width,
        y: { unit: "usd", size, domain: [0, size * 1.06 || 1], label: "US dollars a month" },
        marks: [
          Plot.areaY(rows, {
            x: "date", y: "value", z: "k", order: "k", fill: (row: { k: number }) => options.colours[row.k], curve: "step",
            stroke: "var(--card)", strokeWidth: 0.5,
          }),
          Plot.lineY(months, { x: "date", y: "total", stroke: COLOUR.ink, strokeWidth: 2, strokeDasharray: "6 3", curve: "step" }),
          ...readout(months, (row) => sums[row.t] ?? null, (row) => [
            ...series.map((one) => `${one.label}  ${number_text(one.mean[row.t], "usd")}`).reverse(),
            ...(options.total ? [`${options.total.label}  ${number_text(row.total, "usd")}`] : []),
          ]),
        ],
      }),
  };
}

export const total_of = (series: CashSeries[], months: number): number[] =>
  Array.from({ length: months }, (_, t) => series.reduce((total, one) => total + (one.mean[t] ?? 0), 0));

export const sum = (xs: Monthly): number => xs.reduce<number>((total, x) => total + (is_number(x) ? x : 0), 0);
