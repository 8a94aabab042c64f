/** Cash by priority: who is paid, in which order, from what. */
import { chart, type LegendItem } from "../charts/frame";
import { lines_table } from "../charts/lines";
import { COLOUR, largest } from "../charts/plot";
import { stack_panel, sum, total_of } from "../charts/stack";
import { h } from "../parts/dom";
import { number_text } from "../parts/format";
import { absent, section, type Section } from "../parts/section";
import { table } from "../parts/table";
import type { CashSeries, Facility, Report } from "../report_data";

const COLOURS = 9;
const step_colour = (i: number): string => `var(--step-${(i % COLOURS) + 1})`;

/** Colours spread over the ramp, so that neighbours in the stack differ as much as they can. */
function ramp(series: CashSeries[]): string[] {
  const n = series.length;
  return series.map((_, i) => step_colour(n <= 1 ? 0 : Math.round((i * (COLOURS - 1)) / Math.max(n - 1, COLOURS / 2))));
}

export function cash_section(report: Report, facility: Facility, prefix: string): Section {
  const id = `${prefix}cash`;
  const cash = facility.cash;
  const flows = (series: CashSeries[]) => series.filter((one) => sum(one.mean) !== 0);
  const payments = flows(cash?.payments ?? []);
  const receipts = flows(cash?.receipts ?? []);
  if (payments.length === 0 && receipts.length === 0) return section(id, "Cash", "Cash by priority", "", absent("Cash"));
  const top = largest(total_of(payments, report.months), total_of(receipts, report.months));
  const pay_colours = ramp(payments);
  const receipt_colours = ramp(receipts);
  const total = { label: "All receipts", values: total_of(receipts, report.months) };
  const legend = (series: CashSeries[], colours: string[]): LegendItem[] =>
    series.map((one, i) => ({ label: one.label, colour: colours[i] ?? COLOUR.muted, swatch: "fill" }));
  return section(
    id,
    "Cash",
    "Cash by priority",
    "Mean cash of a month over all paths. The first in line stands at the bottom of the stack; a payee is reached only when those beneath it are paid.",
    payments.length > 0 &&
      chart({
        title: "Where the cash goes",
        subtitle: "US dollars a month, mean over all paths, in order of priority",
        legend: [...legend(payments, pay_colours), ...(receipts.length > 0 ? [{ label: "All receipts", colour: COLOUR.ink, swatch: "dashed" } as const] : [])],
        panels: [stack_panel(payments, { start: report.start, months: report.months, colours: pay_colours, total: receipts.length > 0 ? total : null, top })],
        caption: "A mean mixes paths that pay with paths that don't; single paths are told month by month further down.",
        tables: [lines_table("Mean payments by month", payments.map(as_line), report.start, "usd")],
      }),
    receipts.length > 0 &&
      chart({
        title: "Where the cash comes from",
        subtitle: "US dollars a month, mean over all paths",
        legend: legend(receipts, receipt_colours),
        panels: [stack_panel(receipts, { start: report.start, months: report.months, colours: receipt_colours, top })],
        caption: "Same scale as above. From accounts: what reserves give back, when their required balance steps down or a shortfall draws on them.",
        tables: [lines_table("Mean receipts by month", receipts.map(as_line), report.start, "usd")],
      }),
    h(
      "div",
      { class: "pair" },
      payments.length > 0 && totals("Paid over the whole horizon, in order of priority", payments),
      receipts.length > 0 && totals("Received over the whole horizon", receipts),
    ),
  );
}

const as_line = (one: CashSeries) => ({ label: one.label, values: one.mean, colour: "" });

/** Mean over paths, undiscounted. */
function totals(caption: string, series: CashSeries[]): HTMLElement {
  const all = series.reduce((total, one) => total + sum(one.mean), 0);
  return table({
    caption,
    caption_visible: true,
    columns: [{ label: "Cash" }, { label: "Mean over paths", numeric: true }, { label: "Share", numeric: true }],
    rows: series.map((one) => [one.label, number_text(sum(one.mean), "usd"), number_text(all > 0 ? sum(one.mean) / all : null, "share")]),
  });
}
