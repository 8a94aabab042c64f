/** Horizontal bars with the value and its error written beside them: few, named things, compared. */
import type { Maybe, Unit } from "../report_data";
import { axis_format, error_text, is_number } from "../parts/format";
import type { Panel } from "./frame";
import { COLOUR, Plot, largest } from "./plot";

export interface Bar {
  label: string;
  value: Maybe;
  error: Maybe;
  colour: string;
}

/** Each bar has its own line of text above it, so that long names fit on a phone. */
export function bars_panel(bars: Bar[], unit: Unit, title?: string): Panel {
  const rows = bars.map((bar, i) => ({ ...bar, key: String(i), text: error_text(bar.value, bar.error, unit), shown: bar.value ?? 0 }));
  const size = largest(bars.map((bar) => bar.value)) || 1;
  return {
    title,
    summary: rows.map((row) => `${row.label}: ${row.text}.`).join(" "),
    draw: (width) =>
      Plot.plot({
        width,
        height: 34 + 44 * rows.length,
        marginLeft: 2,
        marginRight: 118,
        marginTop: 4,
        marginBottom: 26,
        style: { fontFamily: "inherit", fontSize: "12.5px", overflow: "visible" },
        x: { domain: [0, size], tickFormat: axis_format(unit, size) as (x: number) => string, label: null, ticks: 4, tickSize: 3 },
        y: { axis: null, domain: rows.map((row) => row.key), padding: 0 },
        marks: [
          Plot.barX(rows, { x: "shown", y: "key", fill: "colour", insetTop: 23, insetBottom: 6 }),
          Plot.ruleX([0], { stroke: "currentColor", strokeOpacity: 0.5 }),
          Plot.ruleY(
            rows.filter((row) => is_number(row.error) && is_number(row.value)),
            { y: "key", x1: (r) => Math.max(0, r.shown - r.error), x2: (r) => r.shown + r.error, stroke: COLOUR.ink, strokeWidth: 1.5, dy: 8.5 },
          ),
          Plot.text(rows, { x: () => 0, y: "key", text: (r) => r.label, textAnchor: "start", dx: 1, dy: -9, fill: "currentColor" }),
          Plot.text(rows, { x: (r) => r.shown + (r.error ?? 0), y: "key", text: "text", textAnchor: "start", dx: 6, dy: 8.5, fill: COLOUR.muted, fontVariant: "tabular-nums" }),
        ],
      }),
  };
}
