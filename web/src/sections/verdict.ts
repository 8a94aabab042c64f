/** The answer first: grade, headline, the sentences that carry it, the rule behind it; then the key figures with errors. */
import { h, linked, svg } from "../parts/dom";
import { number_with_error, table } from "../parts/table";
import { error_text, range_text, sentence, unbroken } from "../parts/format";
import { section, type Section } from "../parts/section";
import type { Facility, Figure, Grade, Term, Verdict } from "../report_data";

const GRADES: Record<Grade, { word: string; shape: string }> = {
  sound: { word: "Sound", shape: "M2 9.5 L7 14.5 L16 4.5" },
  watch: { word: "Watch", shape: "M9 2.5 V10.5 M9 14 V15.5" },
  unsound: { word: "Unsound", shape: "M3.5 3.5 L14.5 14.5 M14.5 3.5 L3.5 14.5" },
};

export function verdict_section(facility: Facility, prefix: string): Section {
  const { verdict } = facility;
  const grade: Grade = verdict.grade in GRADES ? verdict.grade : "watch";
  const key = facility.figures.filter((figure) => figure.key);
  const out = section(
    `${prefix}verdict`,
    "Verdict",
    `Verdict on ${facility.label}`,
    "",
    h(
      "div",
      { class: `verdict ${grade}` },
      badge(grade),
      h("p", { class: "headline" }, verdict.headline),
      h("div", { class: "sentences" }, ...verdict.sentences.map((text) => h("p", {}, unbroken(text)))),
      rule(verdict),
    ),
    key.length > 0 && key_figures(key),
  );
  return out;
}

function badge(grade: Grade): HTMLElement {
  const icon = svg(
    "svg",
    { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" },
    svg("path", { d: GRADES[grade].shape, fill: "none", stroke: "currentColor", "stroke-width": 2.5, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
  return h("p", { class: "badge" }, icon, GRADES[grade].word);
}

const rule = (verdict: Verdict) => verdict.rule !== "" && h("p", { class: "rule" }, h("b", {}, "How the grade is given. "), verdict.rule);

function key_figures(figures: Figure[]): HTMLElement {
  const list = h("dl", { class: "key-figures" });
  for (const figure of figures) {
    list.append(
      h(
        "div",
        { class: "key-figure" },
        h("dt", {}, figure.label),
        h("dd", {}, number_with_error(figure.value, figure.standard_error, figure.unit), h("p", { class: "help" }, sentence(figure.help))),
      ),
    );
  }
  return list;
}

export function figures_section(facility: Facility, prefix: string): Section {
  const terms = facility.terms.length > 0 && terms_list(facility);
  const market = facility.market.length > 0 && market_table(facility);
  const figures =
    facility.figures.length > 0 &&
    table({
      caption: "All figures, each with one standard error",
      caption_visible: true,
      columns: [{ label: "Figure", wide: true }, { label: "Value", numeric: true }, { label: "What it counts", wide: true }],
      rows: facility.figures.map((figure) => [
        figure.label,
        number_with_error(figure.value, figure.standard_error, figure.unit),
        explained(figure),
      ]).concat(facility.rating ? [["Rating of the default probability alone", h("span", { class: "value" }, facility.rating.grade), facility.rating.scale]] : []),
    });
  return section(
    `${prefix}figures`,
    "Figures and market",
    "The figures, beside what the market says",
    "Every estimate is followed by one standard error in smaller type. A number without one is a term or a schedule, not an estimate.",
    market,
    figures,
    terms,
  );
}

function explained(figure: Figure): Node {
  const out = h("span", {}, sentence(figure.help));
  if (figure.source) out.append(" Source: ", linked(figure.source));
  return out;
}

function market_table(facility: Facility): HTMLElement {
  return table({
    caption: "The model beside the market",
    caption_visible: true,
    columns: [{ label: "What", wide: true }, { label: "Model", numeric: true }, { label: "Market", numeric: true }, { label: "Date, source and note", wide: true }],
    rows: facility.market.map((row) => {
      const note = h("span", {}, row.date && h("b", { class: "date" }, `${row.date}. `), linked(row.source));
      if (row.note) note.append(`; ${row.note}`);
      const model = row.model_value === null ? h("span", { class: "none" }, "none") : number_with_error(row.model_value, row.model_error, row.unit);
      return [row.what, model, range_text(row.value_low, row.value_high, row.unit), note];
    }),
  });
}

function terms_list(facility: Facility): HTMLElement {
  const is_row = (term: Term) => term.wide === true || (term.items?.length ?? 0) > 0;
  const short = facility.terms.filter((term) => !is_row(term));
  const rows = facility.terms.filter(is_row);
  return h(
    "div",
    { class: "terms-box" },
    h("h3", {}, `Terms of ${facility.label}`),
    short.length > 0 && h("dl", { class: "terms" }, ...short.map(term_entry)),
    rows.length > 0 && h("dl", { class: "terms rows" }, ...rows.map(term_entry)),
  );
}

function term_entry(term: Term): HTMLElement {
  const value = h("dd", {}, term.value);
  if (term.items && term.items.length > 0) value.append(h("ol", {}, ...term.items.map((item) => h("li", {}, item))));
  if (term.source) value.append(h("small", {}, linked(term.source)));
  return h("div", {}, h("dt", {}, term.label), value);
}

/** One line for each facility when there are several. */
export function overview(facilities: Facility[], id_of: (facility: Facility) => string): HTMLElement {
  const names = ["pd", "expected_loss", "break_even_spread_bp"];
  const pick = (facility: Facility, name: string) => facility.figures.find((figure) => figure.name === name);
  return table({
    caption: "The facilities of this run",
    caption_visible: true,
    columns: [
      { label: "Facility" },
      { label: "Verdict" },
      ...names.map((name) => ({ label: facilities.map((facility) => pick(facility, name)?.label).find(Boolean) ?? name, numeric: true })),
    ],
    rows: facilities.map((facility) => [
      h("a", { href: `#${id_of(facility)}` }, facility.label),
      GRADES[facility.verdict.grade]?.word ?? "Watch",
      ...names.map((name) => {
        const figure = pick(facility, name);
        return figure ? error_text(figure.value, figure.standard_error, figure.unit) : "";
      }),
    ]),
  });
}
