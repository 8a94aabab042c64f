/** Bands by month: the median, half of the paths, nine paths in ten. */
import type { Band, CalendarMonth, Maybe, Monthly } from "../report_data";
import { error_text, is_number, number_text } from "../parts/format";
import { month_after, month_name } from "../parts/months";
import type { TableSpec } from "../parts/table";
import { COLOUR, Plot, draw_months, largest, month_dates, readout } from "./plot";
import type { LegendItem, Panel } from "./frame";

export interface BandRow {
  date: Date;
  mean: Maybe;
  p05: Maybe;
  p25: Maybe;
  p50: Maybe;
  p75: Maybe;
  p95: Maybe;
}

/** A band over fewer paths than this share of all says more about which paths are left than about the quantity. */
const FEWEST_PRESENT = 0.05;

export const drawn = (band: Band, t: number): boolean => (band.present?.[t] ?? 1) >= FEWEST_PRESENT;

/** The values of a band's array in the months that are drawn. */
export const in_view = (band: Band, values: Monthly): Monthly => values.map((x, t) => (drawn(band, t) ? x : null));

export function band_rows(band: Band, dates: Date[]): BandRow[] {
  return dates.map((date, t) => {
    const at = (values: Monthly): Maybe => (drawn(band, t) ? (values[t] ?? null) : null);
    return { date, mean: at(band.mean), p05: at(band.p05), p25: at(band.p25), p50: at(band.p50), p75: at(band.p75), p95: at(band.p95) };
  });
}

export const has_data = (band: Band | null | undefined): band is Band => !!band && band.p50.some(is_number);

export function band_marks(rows: BandRow[], colour: string): Plot.Markish[] {
  const clip = true;
  return [
    Plot.areaY(rows, { x: "date", y1: "p05", y2: "p95", fill: colour, fillOpacity: 0.16, clip }),
    Plot.areaY(rows, { x: "date", y1: "p25", y2: "p75", fill: colour, fillOpacity: 0.26, clip }),
    Plot.lineY(rows, { x: "date", y: "p50", stroke: colour, strokeWidth: 2, clip }),
  ];
}

export const band_legend = (colour: string, what = "Median, half of the paths, nine in ten"): LegendItem => ({ label: what, colour, swatch: "band" });

/** The lines of a readout for one month of a band. */
export const band_lines = (row: BandRow, band: Band): string[] => [
  `median  ${number_text(row.p50, band.unit)}`,
  `half of paths  ${number_text(row.p25, band.unit)} to ${number_text(row.p75, band.unit)}`,
  `nine in ten  ${number_text(row.p05, band.unit)} to ${number_text(row.p95, band.unit)}`,
];

export interface BandPanelOptions {
  start: CalendarMonth;
  months: number;
  colour: string;
  title?: string;
  /** A horizontal line: a covenant's limit, the price of a new chip. */
  limit?: { value: number; label: string; below?: boolean } | null;
  domain?: [number, number];
  /** Drawn beneath the band. */
  under?: Plot.Markish[];
  height?: number;
  x_domain?: [Date, Date];
  label?: string | null;
}

export function band_panel(band: Band, options: BandPanelOptions): Panel {
  const dates = month_dates(options.start, options.months);
  const rows = band_rows(band, dates);
  const domain = options.domain ?? plain_domain(band, options.limit?.value ?? 0);
  const size = Math.max(Math.abs(domain[0]), Math.abs(domain[1]));
  const limit = options.limit;
  const last = dates.at(-1);
  return {
    title: options.title,
    summary: band_summary(band, options.start),
    draw: (width) =>
      draw_months({
        width,
        height: options.height,
        y: { unit: band.unit, size, domain, label: options.label },
        x_domain: options.x_domain,
        marks: [
          ...(options.under ?? []),
          ...band_marks(rows, options.colour),
          ...(limit && last
            ? [
                Plot.ruleY([limit.value], { stroke: COLOUR.bad, strokeWidth: 1.5, strokeDasharray: "6 3" }),
                Plot.text([limit], {
                  x: () => options.x_domain?.[1] ?? last, y: "value", text: "label", textAnchor: "end", lineAnchor: limit.below ? "top" : "bottom", dy: limit.below ? 5 : -4,
                  fill: COLOUR.bad, fontSize: 11.5, stroke: "var(--card)", strokeWidth: 4,
                }),
              ]
            : []),
          ...readout(rows, (row) => within(row.p50, domain), (row) => band_lines(row, band)),
        ],
      }),
  };
}

const within = (x: Maybe, [low, high]: [number, number]): Maybe => (is_number(x) ? Math.min(high, Math.max(low, x)) : null);

/** From zero to the band's top; the outer band is cut where it would flatten the inner one. */
function plain_domain(band: Band, limit: number): [number, number] {
  const seen = (values: Monthly) => in_view(band, values);
  const inner = Math.max(largest(seen(band.p75)), -lowest(seen(band.p25)), limit) || 1;
  const top = Math.max(Math.min(largest(seen(band.p95)), 4 * inner), limit);
  return [Math.max(lowest(seen(band.p05)), -4 * inner), top * 1.04 || 1];
}

/** The smallest value, or zero if none is below it. */
const lowest = (values: Monthly): number => values.reduce<number>((low, x) => (is_number(x) && x < low ? x : low), 0);

/** "Median from $2.16bn in Jul 2026 to $0.14bn in Jun 2031; in the last month nine paths in ten lie between …" */
export function band_summary(band: Band, start: CalendarMonth): string {
  const first = band.p50.findIndex(is_number);
  if (first < 0) return "No path has this quantity in any month.";
  const last = band.p50.findLastIndex(is_number);
  const at = (t: number) => `${number_text(band.p50[t], band.unit)} in ${month_name(month_after(start, t))}`;
  return `${band.label}: median from ${at(first)} to ${at(last)}, where nine paths in ten lie between ${number_text(band.p05[last], band.unit)} and ${number_text(band.p95[last], band.unit)}.`;
}

export function band_table(band: Band, start: CalendarMonth): TableSpec {
  const heads = ["5%", "25%", "50%", "75%", "95%"].map((label) => ({ label, numeric: true }));
  return {
    caption: `${band.label} by month: mean with its standard error, and quantiles over paths`,
    columns: [{ label: "Month" }, { label: "Mean", numeric: true }, ...heads],
    rows: band.mean.map((mean, t) => [
      month_name(month_after(start, t)),
      error_text(mean, band.mean_error[t], band.unit),
      ...[band.p05, band.p25, band.p50, band.p75, band.p95].map((q) => number_text(q[t], band.unit)),
    ]),
  };
}
