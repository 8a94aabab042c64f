/** The distribution of loss over paths, and what ends the paths that default. */
import { bars_panel } from "../charts/bars";
import { chart } from "../charts/frame";
import { COLOUR, Plot, largest } from "../charts/plot";
import { axis_format, error_text, is_number, number_text } from "../parts/format";
import { absent, section, type Section } from "../parts/section";
import type { Facility, LossDistribution } from "../report_data";

export function loss_section(facility: Facility, prefix: string): Section {
  const id = `${prefix}loss`;
  const loss = facility.loss;
  if (!loss || !Array.isArray(loss.bin_edges) || !Array.isArray(loss.bin_share)) {
    return section(id, "Losses", "Losses", "", absent("The distribution of losses"), causes(facility));
  }
  return section(
    id,
    "Losses",
    "How large losses are, and what brings them",
    `${error_text(loss.no_loss_share, loss.no_loss_error, "share")} of paths lose nothing. The chart shows the others.`,
    histogram(loss),
    causes(facility),
  );
}

function histogram(loss: LossDistribution): HTMLElement {
  const bins = loss.bin_share.map((share, i) => ({ from: loss.bin_edges[i] ?? NaN, to: loss.bin_edges[i + 1] ?? NaN, share: is_number(share) ? share : 0 }));
  const some = bins.filter((bin) => is_number(bin.from) && is_number(bin.to));
  const size = largest(some.map((bin) => bin.share)) || 0.01;
  const last = some.findLastIndex((bin) => bin.share > 0);
  const shown = some.slice(0, Math.max(4, last + 1));
  const name = (bin: { from: number; to: number }) => `${number_text(bin.from, "share")} to ${number_text(bin.to, "share")}`;
  const highest = shown.reduce((best, bin) => (bin.share > best.share ? bin : best), shown[0] ?? { from: 0, to: 0, share: 0 });
  return chart({
    title: "Losses, in the paths that lose",
    subtitle: "Share of all paths (up) by present value of loss over funded principal (across)",
    legend: [],
    panels: [
      {
        summary: `The most common loss is ${name(highest)} of funded principal, in ${number_text(highest.share, "share")} of all paths.`,
        draw: (width) =>
          Plot.plot({
            width,
            height: Math.round(Math.min(300, Math.max(210, width * 0.4))),
            marginLeft: 56,
            marginTop: 26,
            marginRight: 14,
            marginBottom: 44,
            style: { fontFamily: "inherit", fontSize: "12px", overflow: "visible" },
            x: { label: "loss over funded principal", labelAnchor: "center", labelArrow: "none", tickFormat: axis_format("share", 1) as (x: number) => string, ticks: edge_ticks(shown.map((bin) => bin.from).concat(shown.at(-1)?.to ?? 1), width) },
            y: { label: "share of all paths", labelArrow: "none", grid: true, domain: [0, size * 1.06], ticks: 5, tickSize: 0, tickFormat: axis_format("share", size) as (x: number) => string },
            marks: [
              Plot.rectY(shown, { x1: "from", x2: "to", y: "share", fill: COLOUR.sale, insetLeft: 0.75, insetRight: 0.75 }),
              Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.5 }),
              Plot.tip(shown, Plot.pointerX({ x: (b) => (b.from + b.to) / 2, y: "share", title: (b) => `loss ${name(b)}\n${number_text(b.share, "share")} of paths`, fontVariant: "tabular-nums" })),
            ],
          }),
      },
    ],
    caption: "Paths still open at the horizon without a default count as no loss; how many they are is told under Method and limits.",
    tables: [
      {
        caption: "Share of all paths by loss over funded principal",
        columns: [{ label: "Loss" }, { label: "Share of all paths", numeric: true }],
        rows: [["none", number_text(loss.no_loss_share, "share")], ...some.map((bin) => [name(bin), number_text(bin.share, "share")])],
      },
    ],
  });
}

/** Edges of bins, few enough to be read. */
function edge_ticks(edges: number[], width: number): number[] {
  const every_nth = (n: number) => edges.filter((_, i) => i % n === 0);
  const in_whole_percent = (x: number) => Math.abs(x * 100 - Math.round(x * 100)) < 1e-9;
  const fits = (n: number) => edges.length / n <= width / 55 && every_nth(n).every(in_whole_percent);
  return every_nth([1, 2, 4, 8, 16].find(fits) ?? 16);
}

function causes(facility: Facility): HTMLElement | null {
  const list = [...facility.default_causes].sort((a, b) => b.share - a.share);
  if (list.length === 0) return null;
  return chart({
    title: "Who had failed by the time of default",
    subtitle: "Share of all paths, with one standard error",
    legend: [],
    panels: [bars_panel(list.map((cause) => ({ label: cause.label, value: cause.share, error: cause.error, colour: COLOUR.sale })), "share")],
    caption: "Each path in default is counted once. Together they are the probability of default.",
    tables: [
      {
        caption: "Who had failed by the time of default, share of all paths",
        columns: [{ label: "Failed by then" }, { label: "Share of all paths", numeric: true }],
        rows: list.map((cause) => [cause.label, error_text(cause.share, cause.error, "share")]),
      },
    ],
  });
}

