/** The rollover map: contracted rent against debt by month, what is still owed when contracts end, and the rent that would pay it. */
import { chart } from "../charts/frame";
import { lines_legend, lines_panel, lines_table, type Line } from "../charts/lines";
import { COLOUR, Plot, event_rules, largest, month_dates } from "../charts/plot";
import { h } from "../parts/dom";
import { is_month, month_after, month_date, month_name } from "../parts/months";
import { absent, section, type Section } from "../parts/section";
import { number_with_error, table } from "../parts/table";
import { is_number, number_text } from "../parts/format";
import type { Facility, Report, Rollover } from "../report_data";

export function rollover_section(report: Report, facility: Facility, prefix: string): Section {
  const id = `${prefix}rollover`;
  const rollover = facility.rollover;
  if (!rollover) return section(id, "Rollover", "Rollover map", "", absent("The rollover map"));
  return section(
    id,
    "Rollover",
    "Rollover map: contracts against debt",
    `Contracts and debt as written, the same on every path: no default, no delay, interest on the forward curve. ${tail_words(rollover)}`,
    rollover.figures.length > 0 && figures(rollover),
    map_chart(report, rollover),
    rollover.contracts.length > 0 && contracts(rollover),
  );
}

function tail_words(rollover: Rollover): string {
  const end = last_end(rollover);
  return end && end > rollover.maturity
    ? "The loan matures before the contracts end, so none of it rests on rents that nobody has agreed to pay, unless the customer fails."
    : "After the last contract the debt must live on rents that nobody has agreed to pay.";
}

function figures(rollover: Rollover): HTMLElement {
  const list = h("dl", { class: "key-figures small" });
  for (const figure of rollover.figures) {
    list.append(
      h("div", { class: "key-figure" }, h("dt", {}, figure.label), h("dd", {}, number_with_error(figure.value, figure.standard_error, figure.unit), h("p", { class: "help" }, figure.help))),
    );
  }
  return list;
}

/** First date from which nothing is contracted any more. */
const last_end = (rollover: Rollover) => rollover.contracts.map((c) => c.ends).filter(is_month).sort().at(-1);

function map_chart(report: Report, rollover: Rollover): HTMLElement {
  const { start, months } = report;
  const dates = month_dates(start, months);
  const contracted = rollover.contracted_receipts;
  const owed = rollover.operating_cost.map((cost, t) => {
    const debt = rollover.debt_service[t];
    if (month_after(start, t) > rollover.maturity) return null;
    return is_number(cost) || is_number(debt) ? (cost ?? 0) + (debt ?? 0) : null;
  });
  const top = largest(contracted, owed, rollover.debt_service);
  const lines: Line[] = [
    { label: "Contracted rent", colour: COLOUR.market, values: contracted },
    { label: "Debt service", colour: COLOUR.loan, values: rollover.debt_service, dash: "dashed" },
    { label: "Debt service and running cost", colour: COLOUR.sale, values: owed, dash: "dotted" },
  ];
  const rows = dates.map((date, t) => ({ date, contracted: contracted[t] ?? NaN, low: Math.min(contracted[t] ?? 0, owed[t] ?? 0), owed: owed[t] ?? NaN }));
  const last = dates.at(-1);
  const inside = (month: string) => is_month(month) && last !== undefined && month_date(month) <= last && month_date(month) >= (dates[0] ?? last);
  const ends = [...new Set(rollover.contracts.map((c) => c.ends))].filter(inside);
  const events = [
    ...ends.map((month) => ({ date: month_date(month), label: "contract ends" })),
    ...(inside(rollover.maturity) ? [{ date: month_date(rollover.maturity), label: "maturity" }] : []),
  ].filter((event, i, all) => all.findIndex((other) => +other.date === +event.date) === i);
  const end = last_end(rollover);
  const tail = dates.map((date, t) => ({ date, balance: end && date >= month_date(end) ? (rollover.scheduled_balance[t] ?? NaN) : NaN }));
  const balance: Line = { label: "Scheduled balance", colour: COLOUR.loan, values: rollover.scheduled_balance };
  const marks = (size: number) => event_rules(events, size * 1.06, dates);
  return chart({
    title: "Contracted rent against scheduled debt",
    subtitle: "US dollars a month, and US dollars owed",
    legend: [...lines_legend(lines), { label: "Not covered by contracts", colour: COLOUR.bad, swatch: "hatch" }, ...lines_legend([balance])],
    panels: [
      lines_panel(lines, {
        start,
        months,
        unit: "usd",
        title: "Cash in a month",
        label: null,
        height: 280,
        top,
        curve: "step",
        under: [
          Plot.areaY(rows, { x: "date", y: "contracted", fill: COLOUR.market, fillOpacity: 0.14, curve: "step" }),
          Plot.areaY(rows, { x: "date", y1: "low", y2: "owed", fill: "url(#hatch)", curve: "step" }),
        ],
        over: marks(top),
      }),
      lines_panel([balance], {
        start,
        months,
        unit: "usd",
        title: "Balance, and what is left after the last contract",
        label: null,
        height: 280,
        under: [
          Plot.areaY(dates.map((date, t) => ({ date, y: rollover.scheduled_balance[t] ?? NaN })), { x: "date", y: "y", fill: COLOUR.water }),
          Plot.areaY(tail, { x: "date", y: "balance", fill: "url(#hatch)" }),
        ],
        over: marks(largest(rollover.scheduled_balance)),
      }),
    ],
    panel_width: 340,
    caption: "Rent as contracted; what a path receives is less where hours are lost. Hatched, where there is any: debt service and running cost beyond contracted rent, and the balance still owed once no contract is left.",
    tables: [
      lines_table("Contracted rent, debt service, running cost and balance by month", [...lines.slice(0, 2), { label: "Running cost", colour: "", values: rollover.operating_cost }, balance], start, "usd"),
    ],
  });
}

function contracts(rollover: Rollover): HTMLElement {
  return table({
    caption: "When contracts and the loan end",
    caption_visible: true,
    columns: [{ label: "What" }, { label: "Last month" }, { label: "Share of chips", numeric: true }],
    rows: [
      ...[...rollover.contracts].sort((a, b) => a.ends.localeCompare(b.ends)).map((c) => [c.label, month_name(is_month(c.ends) ? month_after(c.ends, -1) : c.ends), number_text(c.share, "share")]),
      ["The loan matures", month_name(rollover.maturity), ""],
    ],
  });
}
