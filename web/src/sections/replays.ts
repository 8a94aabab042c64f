/** Three paths told month by month: the drawing, the events, and every number in a table. */
import { chart, type Panel } from "../charts/frame";
import { COLOUR, Plot, UNDER_WATER, apart, draw_months, largest, month_dates, readout } from "../charts/plot";
import { h } from "../parts/dom";
import { is_number, number_text } from "../parts/format";
import { is_month, month_after, month_date, month_name } from "../parts/months";
import { absent, section, type Section } from "../parts/section";
import type { TableSpec } from "../parts/table";
import type { Facility, Monthly, Replay, ReplayEvent, Report } from "../report_data";

export function replays_section(report: Report, facility: Facility, prefix: string): Section {
  const id = `${prefix}paths`;
  if (facility.replays.length === 0) return section(id, "Paths", "Single paths", "", absent("A replayed path"));
  const top = 1.25 * largest(...facility.replays.flatMap((replay) => ["balance", "value_market"].map((name) => series(replay, name))));
  return section(
    id,
    "Paths",
    "Three futures, month by month",
    "A distribution is made of stories. These are single paths, each replayed from its number and the seed; no path is likely in itself. The drawings share one scale, and the numbers on them are those of the events.",
    h("div", { class: "replays" }, ...facility.replays.map((replay) => story(report, replay, top))),
  );
}

const series = (replay: Replay, name: string): Monthly => replay.series.find((one) => one.name === name)?.values ?? [];

function story(report: Report, replay: Replay, top: number): HTMLElement {
  return h(
    "article",
    { class: "replay" },
    chart({
      title: replay.title,
      subtitle: `${replay.why} Path ${replay.path}.`,
      legend: [
        { label: "Loan", colour: COLOUR.loan, swatch: "line" },
        { label: "Market value", colour: COLOUR.market, swatch: "line" },
        { label: "Forced-sale value", colour: COLOUR.sale, swatch: "dashed" },
        { label: "Under water", colour: COLOUR.bad, swatch: "hatch" },
      ],
      panels: [drawing(report, replay, top)],
      caption: "",
      tables: [month_table(report, replay)],
    }),
    events(replay),
  );
}

function drawing(report: Report, replay: Replay, top: number): Panel {
  const dates = month_dates(report.start, report.months);
  const [balance, market, sale] = ["balance", "value_market", "value_liquidation"].map((name) => series(replay, name)) as [Monthly, Monthly, Monthly];
  const rows = dates.map((date, t) => {
    const row = { date, balance: balance[t] ?? null, market: market[t] ?? null, sale: sale[t] ?? null };
    const value = row.sale ?? row.market;
    const owed = is_number(row.balance) && row.balance > 0 && is_number(value);
    return { ...row, low: owed ? Math.min(value, row.balance ?? 0) : null, high: row.balance };
  });
  const last = dates.at(-1);
  const marks = last ? month_marks(replay.events).filter((mark) => mark.date <= last) : [];
  return {
    summary: `${replay.events.length} events; they are listed beside the drawing.`,
    draw: (width) => {
      const month_width = (width - 70) / report.months;
      const spread = apart(marks, (30 / month_width) * 30.4 * 86400e3);
      return draw_months({
        width,
        height: Math.round(Math.min(330, Math.max(250, width * 0.6))),
        y: { unit: "usd", size: top, domain: [0, top], label: null },
        marks: [
          Plot.areaY(rows, { x: "date", y: "balance", fill: COLOUR.water, clip: true }),
          Plot.areaY(rows, { x: "date", y1: "low", y2: "high", fill: UNDER_WATER, clip: true }),
          Plot.lineY(rows, { x: "date", y: "sale", stroke: COLOUR.sale, strokeWidth: 1.75, strokeDasharray: "6 3", clip: true }),
          Plot.lineY(rows, { x: "date", y: "market", stroke: COLOUR.market, strokeWidth: 2, clip: true }),
          Plot.lineY(rows.filter((row) => (row.balance ?? 0) > 0), { x: "date", y: "balance", stroke: COLOUR.loan, strokeWidth: 2.5, clip: true }),
          Plot.ruleX(marks, { x: "date", stroke: (m) => kind_colour(m.kind), strokeWidth: 1, strokeOpacity: 0.6, strokeDasharray: "1 3" }),
          ...spread.map(({ mark, level }) => [
            Plot.text([mark], {
              x: "date", y: top, text: "numbers", fill: "var(--card)", stroke: kind_colour(mark.kind), strokeWidth: 9, fontSize: 10, fontWeight: 700, dy: 16 * level - 2,
            }),
          ]).flat(),
          ...readout(rows, (row) => row.market ?? row.balance, (row) => [
            `loan  ${number_text(row.balance, "usd")}`,
            `market value  ${number_text(row.market, "usd")}`,
            `forced-sale value  ${number_text(row.sale, "usd")}`,
          ]),
        ],
      });
    },
  };
}

/** One mark for the events of a month: "5", or "5-11", in the colour of the gravest. */
function month_marks(events: ReplayEvent[]): { date: Date; kind: ReplayEvent["kind"]; numbers: string }[] {
  const months = [...new Set(events.map((event) => event.month))].filter(is_month);
  return months.map((month) => {
    const numbers = events.flatMap((event, i) => (event.month === month ? [i + 1] : []));
    const kinds = events.filter((event) => event.month === month).map((event) => event.kind);
    const kind = kinds.includes("bad") ? "bad" : kinds.includes("warn") ? "warn" : "note";
    return { date: month_date(month), kind, numbers: numbers.length === 1 ? `${numbers[0]}` : `${numbers[0]}\u2013${numbers.at(-1)}` };
  });
}

const kind_colour = (kind: ReplayEvent["kind"]): string => (kind === "bad" ? COLOUR.bad : kind === "warn" ? COLOUR.sale : COLOUR.muted);
const KIND_WORD: Record<ReplayEvent["kind"], string> = { note: "Context", warn: "Warning", bad: "Default or loss" };

function events(replay: Replay): HTMLElement {
  if (replay.events.length === 0) return h("p", { class: "absent" }, "Nothing of note happens on this path.");
  const list = h("ol", { class: "events" });
  replay.events.forEach((event, i) => {
    const kind = event.kind in KIND_WORD ? event.kind : "note";
    list.append(
      h(
        "li",
        { class: kind },
        h("span", { class: "mark", "aria-hidden": "true" }, i + 1),
        h("span", { class: "when" }, month_name(event.month)),
        h("span", { class: "what" }, h("span", { class: "unseen" }, `${KIND_WORD[kind]}: `), event.text, detail(event)),
      ),
    );
  });
  return list;
}

function detail(event: ReplayEvent): HTMLElement | null {
  const unit = event.unit ?? "number";
  if (!is_number(event.value)) return null;
  const limit = is_number(event.limit) ? ` against ${number_text(event.limit, unit)}` : "";
  return h("small", {}, ` ${number_text(event.value, unit)}${limit}`);
}

function month_table(report: Report, replay: Replay): TableSpec {
  return {
    caption: `${replay.title}: path ${replay.path}, month by month`,
    columns: [{ label: "Month" }, ...replay.series.map((one) => ({ label: one.label, numeric: true })), { label: "Events", wide: true }],
    rows: Array.from({ length: report.months }, (_, t) => {
      const month = month_after(report.start, t);
      const happened = replay.events.filter((event) => event.month === month).map((event) => event.text).join("; ");
      return [month_name(month), ...replay.series.map((one) => number_text(one.values[t], one.unit)), happened];
    }),
  };
}
