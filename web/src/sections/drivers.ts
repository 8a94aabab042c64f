/** What bad paths have in common: each driver's mean in bad paths against all paths, in standard deviations. */
import { chart } from "../charts/frame";
import { COLOUR, Plot } from "../charts/plot";
import { is_number, number_text, of_difference, whole } from "../parts/format";
import { absent, section, type Section } from "../parts/section";
import { number_with_error, table } from "../parts/table";
import type { DriverRow, Drivers, Facility } from "../report_data";

export function drivers_section(facility: Facility, prefix: string): Section {
  const id = `${prefix}drivers`;
  const drivers = facility.drivers;
  if (!drivers || !Array.isArray(drivers.rows) || drivers.rows.length === 0) {
    return section(id, "Drivers", "What drives bad outcomes", "", absent("A comparison of bad paths with all paths"));
  }
  const rows = [...drivers.rows].sort((a, b) => Math.abs(b.standardised ?? 0) - Math.abs(a.standardised ?? 0));
  return section(
    id,
    "Drivers",
    "What drives bad outcomes",
    `Bad paths here are ${drivers.bad_paths_are}: ${whole(drivers.bad_paths)} of them. The comparison says what goes with a bad outcome, not what causes it.`,
    effect_chart(rows),
    driver_table(rows, drivers),
  );
}

/** Error of the standardised effect, from the error of the difference. */
export function standardised_error(row: DriverRow): number | null {
  if (!is_number(row.standardised) || !is_number(row.difference) || !is_number(row.difference_error) || row.difference === 0) return null;
  return Math.abs((row.standardised * row.difference_error) / row.difference);
}

function effect_chart(rows: DriverRow[]): HTMLElement {
  const shown = rows
    .filter((row) => is_number(row.standardised))
    .map((row, i) => ({ key: String(i), label: row.label, effect: row.standardised ?? 0, error: standardised_error(row) ?? 0 }));
  const reach = Math.max(0.5, ...shown.map((row) => Math.abs(row.effect) + row.error)) * 1.15;
  return chart({
    title: "How far bad paths stand from the average path",
    subtitle: "Standard deviations across all paths, with one standard error",
    legend: [
      { label: "Lower in bad paths", colour: COLOUR.sale, swatch: "dot" },
      { label: "Higher in bad paths", colour: COLOUR.market, swatch: "dot" },
    ],
    panels: [
      {
        summary: shown.map((row) => `${row.label}: ${number_text(row.effect, "number")} standard deviations.`).join(" "),
        draw: (width) =>
          Plot.plot({
            width,
            height: 34 + 40 * shown.length,
            marginLeft: 8,
            marginRight: 8,
            marginTop: 6,
            marginBottom: 28,
            style: { fontFamily: "inherit", fontSize: "12.5px", overflow: "visible" },
            x: { domain: [-reach, reach], grid: true, label: null, tickSize: 0, ticks: 5, tickFormat: (x: number) => (x === 0 ? "average" : `${x > 0 ? "+" : "−"}${Math.abs(x)}`) },
            y: { axis: null, domain: shown.map((row) => row.key), padding: 0.5 },
            marks: [
              Plot.ruleX([0], { stroke: "currentColor", strokeOpacity: 0.5 }),
              Plot.ruleY(shown, { y: "key", x1: 0, x2: "effect", stroke: (row) => (row.effect < 0 ? COLOUR.sale : COLOUR.market), strokeWidth: 3, dy: 9 }),
              Plot.ruleY(shown, { y: "key", x1: (row) => row.effect - row.error, x2: (row) => row.effect + row.error, stroke: COLOUR.ink, strokeWidth: 1.25, dy: 9 }),
              Plot.dot(shown, { y: "key", x: "effect", fill: (row) => (row.effect < 0 ? COLOUR.sale : COLOUR.market), r: 5.5, dy: 9 }),
              Plot.text(shown, { y: "key", x: () => -reach, text: "label", textAnchor: "start", dx: 2, dy: -9, fill: "currentColor", stroke: "var(--card)", strokeWidth: 4 }),
            ],
          }),
      },
    ],
    caption: "Ordered by distance. Drivers move together, so distances don't add up.",
    tables: [],
  });
}

function driver_table(rows: DriverRow[], drivers: Drivers): HTMLElement {
  return table({
    caption: `Drivers in all paths and in ${drivers.bad_paths_are}`,
    caption_visible: true,
    columns: [
      { label: "Driver" },
      { label: "All paths", numeric: true },
      { label: "Bad paths", numeric: true },
      { label: "Difference", numeric: true },
      { label: "In standard deviations", numeric: true },
    ],
    rows: rows.map((row) => [
      row.label,
      number_text(row.mean_all, row.unit),
      number_text(row.mean_bad, row.unit),
      number_with_error(row.difference, row.difference_error, of_difference(row.unit)),
      number_with_error(row.standardised, standardised_error(row), "number"),
    ]),
  });
}
