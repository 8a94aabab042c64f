/**
 * The waterline: the loan balance is the surface of the water, the value of the chips is drawn through it as a band. Whatever of the
 * band lies beneath the surface doesn't cover the loan; it is hatched.
 */
import type { Band, CalendarMonth, Maybe } from "../report_data";
import { is_number, number_text } from "../parts/format";
import { month_after, month_name } from "../parts/months";
import { band_lines, band_marks, band_rows } from "./bands";
import type { Panel } from "./frame";
import { COLOUR, Plot, UNDER_WATER, draw_months, largest, month_dates, readout } from "./plot";

export interface WaterlineOptions {
  start: CalendarMonth;
  months: number;
  title: string;
  colour: string;
  /** Top of the axis, the same for panels side by side. */
  top: number;
  book?: Band | null;
}

export function waterline_panel(balance: Band, value: Band, options: WaterlineOptions): Panel {
  const dates = month_dates(options.start, options.months);
  const rows = band_rows(value, dates).map((row, t) => ({ ...row, balance: balance.p50[t] ?? null, ...submerged(row.p05, row.p95, balance.p50[t]) }));
  const book = options.book ? dates.map((date, t) => ({ date, value: options.book?.p50[t] ?? null })) : [];
  const surface = rows.filter((row) => is_number(row.balance) && row.balance > 0);
  return {
    title: options.title,
    summary: summary(balance, value, options.start),
    draw: (width) =>
      draw_months({
        width,
        height: Math.round(Math.min(340, Math.max(230, width * 0.62))),
        y: { unit: "usd", size: options.top, domain: [0, options.top] },
        marks: [
          Plot.areaY(rows, { x: "date", y: "balance", fill: COLOUR.water, clip: true }),
          ...band_marks(rows, options.colour),
          Plot.areaY(rows, { x: "date", y1: "low", y2: "high", fill: UNDER_WATER, clip: true }),
          Plot.lineY(book, { x: "date", y: "value", stroke: COLOUR.book, strokeWidth: 1.75, strokeDasharray: "5 3", clip: true }),
          Plot.lineY(surface, { x: "date", y: "balance", stroke: COLOUR.loan, strokeWidth: 2.75, clip: true }),
          ...readout(rows, (row) => row.p50 ?? row.balance, (row) => [
            `loan  ${number_text(row.balance, "usd")}`,
            ...band_lines(row, value),
          ]),
        ],
      }),
  };
}

/** The part of a value band that lies under the loan's balance; nothing where the loan is repaid or the band lies above it. */
export function submerged(p05: Maybe, p95: Maybe, balance: Maybe | undefined): { low: Maybe; high: Maybe } {
  if (!is_number(p05) || !is_number(p95) || !is_number(balance) || balance <= 0) return { low: null, high: null };
  return { low: Math.min(p05, balance), high: Math.min(p95, balance) };
}

export const top_of = (...bands: (Band | null | undefined)[]): number =>
  1.06 * largest(...bands.flatMap((band) => (band ? [band.p95, band.p50] : [])));

function summary(balance: Band, value: Band, start: CalendarMonth): string {
  const median = value.p50.findIndex((x, t) => under(x, balance.p50[t]));
  const tail = value.p05.findIndex((x, t) => under(x, balance.p50[t]));
  const when = (t: number) => (t < 0 ? "in no month" : `first in ${month_name(month_after(start, t))}`);
  return `The balance exceeds the median ${value.label.toLowerCase()} ${when(median)}, and the value that one path in twenty falls below ${when(tail)}.`;
}

const under = (value: Maybe, balance: Maybe | undefined) => is_number(value) && is_number(balance) && balance > 0 && value < balance;
