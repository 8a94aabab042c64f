/** How the result was made, what the data can't identify, what was checked, and how to get the same bits again. */
import { h, linked } from "../parts/dom";
import { number_text, whole } from "../parts/format";
import { month_after, month_name } from "../parts/months";
import { section, type Section } from "../parts/section";
import { table } from "../parts/table";
import { band_legend, band_panel, band_table, has_data } from "../charts/bands";
import { chart } from "../charts/frame";
import { COLOUR } from "../charts/plot";
import { lines_legend, lines_panel, lines_table, type Line } from "../charts/lines";
import { VALUE_BANDS, other_shares } from "./value";
import type { Facility, Report, ShareSeries } from "../report_data";

/** Bands that no other section draws. */
export function series_section(report: Report, facility: Facility, prefix: string): Section | null {
  const rest = facility.bands.filter((band) => !VALUE_BANDS.includes(band.name) && has_data(band));
  const shares = other_shares(facility);
  if (rest.length === 0 && shares.length === 0) return null;
  return section(
    `${prefix}series`,
    "Other series",
    "Other series by month",
    "",
    rest.length > 0 && chart({
      title: `Recorded for ${facility.label}`,
      subtitle: "By month, over the paths that have them",
      legend: [band_legend(COLOUR.market)],
      panels: rest.map((band) => band_panel(band, { start: report.start, months: report.months, colour: COLOUR.market, title: band.label, height: 210 })),
      panel_width: 300,
      caption: "Each panel has its own scale.",
      tables: rest.map((band) => band_table(band, report.start)),
    }),
    shares.length > 0 && shares_chart(report, shares),
  );
}

function shares_chart(report: Report, shares: ShareSeries[]): HTMLElement {
  const dashes = [undefined, "dashed", "dotted"] as const;
  const lines: Line[] = shares.map((one, i) => ({ label: one.label, values: one.share, errors: one.error, colour: COLOUR.market, dash: dashes[i % dashes.length] }));
  return chart({
    title: lines.length === 1 ? (lines[0]?.label ?? "") : "Other shares of paths",
    subtitle: "Share of all paths, by month",
    legend: lines.length === 1 ? [] : lines_legend(lines),
    panels: [lines_panel(lines, { start: report.start, months: report.months, unit: "share", height: 230, label: null })],
    caption: "",
    tables: [lines_table("Share of all paths by month, with standard errors", lines, report.start, "share")],
  });
}

export function method_section(report: Report, oddities: string[]): Section {
  return section(
    "method",
    "Method and limits",
    "Method and limits",
    "",
    report.model_notes.length > 0 && h("div", { class: "notes" }, ...report.model_notes.map((note) => h("div", { class: "note" }, h("h3", {}, note.title), h("p", {}, linked(note.text))))),
    report.checks.length > 0 && checks(report),
    oddities.length > 0 &&
      h("div", { class: "oddities", role: "note" }, h("h3", {}, "What is odd in the data of this page"), h("ul", {}, ...oddities.map((text) => h("li", {}, text)))),
  );
}

function checks(report: Report): HTMLElement {
  return table({
    caption: "Checks and counts",
    caption_visible: true,
    columns: [{ label: "Check" }, { label: "Result", numeric: true }, { label: "Status" }, { label: "Meaning", wide: true }],
    rows: report.checks.map((check) => [
      check.label,
      number_text(check.value, check.unit),
      h("span", { class: `footing ${check.ok ? "filed" : "unsourced"}` }, check.ok ? "In order" : "Look at this"),
      check.help,
    ]),
  });
}

export function manifest_section(report: Report): Section {
  const rows: [string, string][] = [
    ["Months", `${month_name(report.start)} to ${month_name(month_after(report.start, report.months - 1))} (${report.months})`],
    ["Paths", whole(report.paths)],
    ["Seed", String(report.seed)],
    ["Digest", report.digest],
    ["Version", report.version],
    ["Run on", report.run_date],
    ...report.manifest.map((row): [string, string] => [row.label, row.value]),
  ];
  const list = h("dl", { class: "manifest" });
  for (const [label, value] of rows) list.append(h("div", {}, h("dt", {}, label), h("dd", {}, h("code", {}, value))));
  return section("manifest", "Manifest", "Manifest", "The same inputs, seed and version give the same digest on every machine: equal digests mean equal bits of every recorded number.", list);
}
