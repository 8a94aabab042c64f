/** Chip curves: rent and resale value of each chip with bands, and the releases that move them. */
import { band_legend, band_panel, band_table, has_data } from "../charts/bands";
import { chart } from "../charts/frame";
import { COLOUR, event_rules, largest, month_dates } from "../charts/plot";
import { number_text } from "../parts/format";
import { is_month, month_date, month_name } from "../parts/months";
import { absent, section, type Section } from "../parts/section";
import { table } from "../parts/table";
import type { Report } from "../report_data";

export function chips_section(report: Report): Section {
  if (report.chips.length === 0) return section("chips", "Chips", "Chip curves", "", absent("A chip curve"));
  return section(
    "chips",
    "Chips",
    "What the chips earn, and what they are worth",
    "Rents clear the market for compute; value is what a buyer pays for the rents still to come. Dotted lines are planned releases, which slip on most paths.",
    curves(report, "rent"),
    curves(report, "value"),
    report.releases.length > 0 && releases(report),
  );
}

function curves(report: Report, kind: "rent" | "value"): HTMLElement | null {
  const chips = report.chips.filter((chip) => has_data(chip[kind]));
  if (chips.length === 0) return null;
  const colour = kind === "rent" ? COLOUR.loan : COLOUR.market;
  const dates = month_dates(report.start, report.months);
  const [first, last] = [dates[0], dates.at(-1)];
  const events = report.releases
    .filter((release) => is_month(release.month) && first && last && month_date(release.month) > first && month_date(release.month) < last)
    .map((release) => ({ date: month_date(release.month), label: release.label }));
  return chart({
    title: kind === "rent" ? "Rent of a chip-hour" : "Resale value of a chip",
    subtitle: kind === "rent" ? "US dollars per GPU-hour, clearing rent" : "US dollars per GPU, sold without haste",
    legend: [
      band_legend(colour),
      { label: "Planned release", colour: COLOUR.muted, swatch: "rule" },
      ...(kind === "value" ? [{ label: "New price at the start", colour: COLOUR.bad, swatch: "dashed" } as const] : []),
    ],
    panels: chips.map((chip) => {
      const band = chip[kind];
      const price = kind === "value" ? chip.price_usd : null;
      const size = Math.max(largest(band.p95), price ?? 0);
      return band_panel(band, {
        start: report.start,
        months: report.months,
        colour,
        title: chip.label,
        domain: [0, size * HEAD_ROOM || 1],
        limit: price ? { value: price, label: `new ${number_text(price, "usd/gpu")}`, below: true } : null,
        under: event_rules(events, size * HEAD_ROOM, dates),
        x_domain: first && last ? [first, last] : undefined,
        height: 220,
        label: null,
      });
    }),
    panel_width: chips.length === 2 || chips.length === 4 ? 340 : 260,
    caption: `Each panel has its own scale. ${CAPTION[kind]}`,
    tables: chips.map((chip) => band_table(chip[kind], report.start)),
  });
}

/** Names of releases stand above the curves. */
const HEAD_ROOM = 1.38;

const CAPTION = {
  rent: "A chip that isn't released yet has no rent. These are market rents; a contract's rent is its own.",
  value: "Value follows rents, not age. It steps down when a new generation is released, since buyers in the model don't foresee the release.",
};

function releases(report: Report): HTMLElement {
  return table({
    caption: "Releases: as planned, and as they slip",
    caption_visible: true,
    columns: [{ label: "Chip" }, { label: "Planned" }, { label: "Out by then in 5% of paths" }, { label: "Out by then in 95% of paths" }],
    rows: [...report.releases].sort((a, b) => a.month.localeCompare(b.month)).map((r) => [r.label, month_name(r.month), r.p05 ? month_name(r.p05) : "", r.p95 ? month_name(r.p95) : ""]),
  });
}
