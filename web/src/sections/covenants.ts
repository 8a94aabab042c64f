/** Covenants: which breaks first, how often, when, and how far each tested value stands from its limit. */
import { band_legend, band_panel, band_table, has_data, in_view } from "../charts/bands";
import { bars_panel } from "../charts/bars";
import { chart } from "../charts/frame";
import { COLOUR, Plot, draw_months, largest, month_dates, readout } from "../charts/plot";
import { is_number, limit_text, number_text } from "../parts/format";
import { month_after, month_name } from "../parts/months";
import { absent, section, type Section } from "../parts/section";
import { number_with_error, table } from "../parts/table";
import { sum } from "../charts/stack";
import type { Band, Covenant, Facility, Report } from "../report_data";

export function covenants_section(report: Report, facility: Facility, prefix: string): Section {
  const covenants = facility.covenants;
  if (covenants.length === 0) return section(`${prefix}covenants`, "Covenants", "Covenants", "", absent("A covenant"));
  return section(
    `${prefix}covenants`,
    "Covenants",
    "Covenants: headroom, and which breaks first",
    "A breach is the first failing test on a path, cured or not. Which covenant breaks first tells what a lender hears of first.",
    first_chart(covenants),
    headroom_chart(report, covenants),
    when_chart(report, covenants),
    covenant_table(covenants),
  );
}

function first_chart(covenants: Covenant[]): HTMLElement {
  const order = [...covenants].sort((a, b) => (b.breaks_first_share ?? 0) - (a.breaks_first_share ?? 0));
  return chart({
    title: "The covenant that breaks first",
    subtitle: "Share of all paths, with one standard error",
    legend: [],
    panels: [
      bars_panel(order.map((c) => ({ label: c.label, value: c.breaks_first_share, error: c.breaks_first_error, colour: COLOUR.market })), "share", "Breaks before any other"),
      bars_panel(order.map((c) => ({ label: c.label, value: c.breach_share, error: c.breach_error, colour: COLOUR.book })), "share", "Ever breaks"),
    ],
    panel_width: 300,
    caption: "Two covenants that break in the same month both count as first.",
    tables: [],
  });
}

/** Four panels stand two by two; otherwise three in a row. */
const panel_width = (panels: number): number => (panels === 2 || panels === 4 ? 340 : 260);

function headroom_chart(report: Report, covenants: Covenant[]): HTMLElement | null {
  const shown = covenants.filter((c) => has_data(c.value));
  if (shown.length === 0) return null;
  return chart({
    title: "Headroom: the tested value against its limit",
    subtitle: "In the months that are tested, over the paths that are tested",
    legend: [band_legend(COLOUR.market, "Tested value"), { label: "Limit", colour: COLOUR.bad, swatch: "dashed" }],
    panels: shown.flatMap((c) => (c.value ? [headroom_panel(report, c, c.value)] : [])),
    panel_width: panel_width(shown.length),
    caption: "Distance between the band and the dashed line is headroom. The part of a band on the wrong side of the line fails its test. Axes are cut close around the limit; the tables are not. Quantiles are read off a histogram, exact to 1.6% of the value: what is exactly 100% may stand at 101%.",
    tables: shown.flatMap((c) => (c.value ? [band_table(c.value, report.start)] : [])),
  });
}

function headroom_panel(report: Report, covenant: Covenant, value: NonNullable<Covenant["value"]>) {
  const dates = month_dates(report.start, report.months);
  const first = dates[0];
  const last = dates.at(-1);
  return band_panel(value, {
    start: report.start,
    months: report.months,
    colour: COLOUR.market,
    title: covenant.label,
    domain: headroom_domain(covenant.limit, value),
    x_domain: first && last ? [first, last] : undefined,
    limit: { value: covenant.limit, label: `${covenant.is_minimum ? "at least" : "at most"} ${limit_text(covenant.limit, covenant.unit)}`, below: covenant.is_minimum },
    height: 230,
    label: null,
  });
}

/** Close around the limit: headroom is a matter of tenths, and a band that runs far away is cut. */
export function headroom_domain(limit: number, value: Band): [number, number] {
  const seen = [in_view(value, value.p05), in_view(value, value.p95)].flat().filter(is_number);
  const reach = Math.abs(limit) || 1;
  const lowest = Math.min(...seen, limit);
  const cut = limit - 0.8 * reach;
  const low = lowest >= 0 && lowest < cut ? 0 : Math.max(lowest, cut);
  const high = Math.min(Math.max(...seen, limit), limit + 1.2 * reach);
  return [Math.min(low, limit - 0.1 * reach), Math.max(high * 1.03, limit + 0.15 * reach)];
}

function when_chart(report: Report, covenants: Covenant[]): HTMLElement | null {
  const shown = covenants.filter((c) => sum(c.first_breach_by_month) > 0);
  if (shown.length === 0) return null;
  const dates = month_dates(report.start, report.months);
  const size = largest(...shown.map((c) => c.first_breach_by_month));
  const next = month_dates(month_after(report.start, 1), report.months);
  return chart({
    title: "When each covenant first breaks",
    subtitle: "Share of all paths whose first breach is in the month",
    legend: [],
    panels: shown.map((c) => {
      const rows = dates.map((date, t) => ({ date, end: next[t] ?? date, share: c.first_breach_by_month[t] ?? 0 }));
      const peak = rows.reduce((best, row, t) => (row.share > (rows[best]?.share ?? 0) ? t : best), 0);
      return {
        title: c.label,
        summary: `Most first breaches fall in ${month_name(month_after(report.start, peak))}: ${number_text(rows[peak]?.share, "share")} of paths.`,
        draw: (width: number) =>
          draw_months({
            width,
            height: 190,
            y: { unit: "share", size, domain: [0, size * 1.06], label: null },
            marks: [
              Plot.rectY(rows, { x1: "date", x2: "end", y: "share", fill: COLOUR.book, insetLeft: 0.5, insetRight: 0.5 }),
              Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
              ...readout(rows, (row) => row.share, (row) => [`first breach  ${number_text(row.share, "share")}`]),
            ],
          }),
      };
    }),
    panel_width: panel_width(shown.length),
    caption: "All panels share one scale.",
    tables: [
      {
        caption: "Share of all paths whose first breach is in the month",
        columns: [{ label: "Month" }, ...shown.map((c) => ({ label: c.label, numeric: true }))],
        rows: dates.map((_, t) => [month_name(month_after(report.start, t)), ...shown.map((c) => number_text(c.first_breach_by_month[t], "share"))]),
      },
    ],
  });
}

function covenant_table(covenants: Covenant[]): HTMLElement {
  return table({
    caption: "Covenants, as tested",
    caption_visible: true,
    columns: [
      { label: "Covenant" },
      { label: "Limit" },
      { label: "First test", whole: true },
      { label: "Effect", whole: true },
      { label: "Ever breaks", numeric: true },
      { label: "Breaks first", numeric: true },
    ],
    rows: covenants.map((c) => [
      c.label,
      c.limit_text,
      month_name(c.first_test),
      c.effect,
      number_with_error(c.breach_share, c.breach_error, "share"),
      number_with_error(c.breaks_first_share, c.breaks_first_error, "share"),
    ]),
  });
}
