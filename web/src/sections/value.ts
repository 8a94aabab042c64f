/** Value against loan: the waterline, the three loan-to-value ratios, and the share of paths under water by month. */
import { band_legend, band_panel, band_table, in_view } from "../charts/bands";
import { chart, type Panel } from "../charts/frame";
import { lines_legend, lines_panel, lines_table, type Line } from "../charts/lines";
import { COLOUR, largest } from "../charts/plot";
import { top_of, waterline_panel } from "../charts/waterline";
import { is_number } from "../parts/format";
import { absent, section, type Section } from "../parts/section";
import type { Band, Facility, Report } from "../report_data";

const find = (facility: Facility, name: string): Band | null => {
  const band = facility.bands.find((one) => one.name === name);
  if (!band || !band.mean.some(is_number)) return null;
  // Some bands keep the mean alone; it then stands for the median.
  return band.p50.some(is_number) ? band : { ...band, p50: band.mean };
};

export const VALUE_BANDS = ["balance", "value_book", "value_market", "value_liquidation", "ltv_book", "ltv_market", "ltv_liquidation"];

export function value_section(report: Report, facility: Facility, prefix: string): Section {
  return section(
    `${prefix}value`,
    "Value against loan",
    "Value against loan",
    "Three values of the same chips: book is cost less straight-line depreciation, market is what a buyer in no hurry pays, and sale is what a forced sale of the whole fleet brings after cost.",
    waterline_chart(report, facility) ?? absent("The waterline"),
    ltv_chart(report, facility),
    share_chart(report, facility),
  );
}

function waterline_chart(report: Report, facility: Facility): HTMLElement | null {
  const balance = find(facility, "balance");
  const market = find(facility, "value_market");
  const sale = find(facility, "value_liquidation");
  const book = find(facility, "value_book");
  if (!balance || !(market || sale)) return null;
  const top = top_of(balance, market, sale, book);
  const options = { start: report.start, months: report.months, top };
  const panels: Panel[] = [];
  if (market) panels.push(waterline_panel(balance, market, { ...options, title: "Market value", colour: COLOUR.market, book }));
  if (sale) panels.push(waterline_panel(balance, sale, { ...options, title: "Value in a forced sale", colour: COLOUR.sale }));
  return chart({
    title: "The waterline: where the loan meets the chip",
    subtitle: "US dollars by month, over all paths",
    legend: [
      { label: "Loan balance, median", colour: COLOUR.loan, swatch: "line" },
      ...(market ? [band_legend(COLOUR.market, "Market value")] : []),
      ...(sale ? [band_legend(COLOUR.sale, "Forced-sale value")] : []),
      { label: "Under water", colour: COLOUR.bad, swatch: "hatch" },
      ...(book && market ? [{ label: "Book value, mean", colour: COLOUR.book, swatch: "dashed" } as const] : []),
    ],
    panels,
    panel_width: 340,
    caption:
      "The surface of the water is the loan. The line of a band is the median of value, the dark part holds half of the paths, the light part nine in ten. The hatched part of a band lies under the surface: there the chips don't cover the loan.",
    tables: [balance, market, sale, book].flatMap((band) => (band ? [band_table(band, report.start)] : [])),
  });
}

const LTV_CEILING = 2;

function ltv_chart(report: Report, facility: Facility): HTMLElement | null {
  const kinds: [string, string, string][] = [
    ["ltv_book", "Loan to book", COLOUR.book],
    ["ltv_market", "Loan to market", COLOUR.market],
    ["ltv_liquidation", "Loan to forced sale", COLOUR.sale],
  ];
  const shown = kinds.flatMap(([name, title, colour]) => {
    const band = find(facility, name);
    return band ? [{ band, title, colour }] : [];
  });
  if (shown.length === 0) return null;
  const highest = largest(...shown.map(({ band }) => in_view(band, band.p95)));
  const top = Math.min(LTV_CEILING, Math.max(1.15, highest * 1.05));
  const cut = highest > top ? ` Ratios above ${Math.round(top * 100)}% are cut off; the table has them.` : "";
  return chart({
    title: "Loan to value, three ways",
    subtitle: "Balance over value, in the paths that are still open",
    legend: shown.map(({ title, colour }) => band_legend(colour, title)),
    panels: shown.map(({ band, title, colour }) =>
      band_panel(band, { start: report.start, months: report.months, colour, title, domain: [0, top], limit: { value: 1, label: "under water above" }, height: 230, label: null }),
    ),
    panel_width: 240,
    caption: `Above 100% the loan exceeds the value. Lines are medians; bands hold half and nine tenths of open paths.${cut}`,
    tables: shown.map(({ band }) => band_table(band, report.start)),
  });
}

const SHARE_STYLES: Record<string, Pick<Line, "colour" | "dash">> = {
  defaulted: { colour: COLOUR.bad },
  under_water_market: { colour: COLOUR.market, dash: "dashed" },
  under_water_liquidation: { colour: COLOUR.sale, dash: "dotted" },
  trapped: { colour: COLOUR.book },
};

/** Shares of paths that are not drawn here. */
export const other_shares = (facility: Facility) => facility.shares.filter((series) => !(series.name in SHARE_STYLES));

function share_chart(report: Report, facility: Facility): HTMLElement | null {
  const lines: Line[] = facility.shares.flatMap((series) => {
    const style = SHARE_STYLES[series.name];
    return style ? [{ label: series.label, values: series.share, errors: series.error, ...style }] : [];
  });
  if (lines.length === 0) return null;
  return chart({
    title: "How many paths are in default, under water or trapped",
    subtitle: "Share of all paths, by month",
    legend: lines_legend(lines),
    panels: [lines_panel(lines, { start: report.start, months: report.months, unit: "share", label: "share of all paths" })],
    caption: "Defaults are counted up to the month, the others in the month. Trapped: cash is kept in the borrower's accounts and not released to the sponsor. The ribbon around a line is one standard error either side.",
    tables: [lines_table("Share of all paths by month, with standard errors", lines, report.start, "share")],
  });
}
