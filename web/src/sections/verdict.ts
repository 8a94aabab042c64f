/** The answer first: grade, headline, the sentences that carry it, the rule behind it; then the key figures with errors. */
import { h, linked, svg } from "../parts/dom";
import { number_with_error, table } from "../parts/table";
import { error_text, range_text } from "../parts/format";
import { section, type Section } from "../parts/section";
import type { Facility, Figure, Grade, Verdict } from "../report_data";

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
      h("div", { class: "sentences" }, ...verdict.sentences.map((text) => h("p", {}, text))),
      facility.rating && h("p", { class: "rating" }, h("b", {}, facility.rating.grade), ` on the ${facility.rating.scale}`),
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
        h("dd", {}, number_with_error(figure.value, figure.standard_error, figure.unit), h("p", { class: "help" }, figure.help)),
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
      columns: [{ label: "Figure" }, { label: "Value", numeric: true }, { label: "What it counts", wide: true }],
      rows: facility.figures.map((figure) => [
        figure.label,
        number_with_error(figure.value, figure.standard_error, figure.unit),
        explained(figure),
      ]),
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
  const out = h("span", {}, figure.help);
  if (figure.source) out.append(" Source: ", linked(figure.source));
  return out;
}

function market_table(facility: Facility): HTMLElement {
  return table({
    caption: "The model beside the market",
    caption_visible: true,
    columns: [{ label: "What" }, { label: "Model", numeric: true }, { label: "Market", numeric: true }, { label: "As of", whole: true }, { label: "Source and note", wide: true }],
    rows: facility.market.map((row) => {
      const note = h("span", {}, linked(row.source));
      if (row.note) note.append(`; ${row.note}`);
      const model = row.model_value === null ? h("span", { class: "none" }, "none") : number_with_error(row.model_value, row.model_error, row.unit);
      return [row.what, model, range_text(row.value_low, row.value_high, row.unit), row.date, note];
    }),
  });
}

function terms_list(facility: Facility): HTMLElement {
  const list = h("dl", { class: "terms" });
  for (const term of facility.terms) {
    const value = h("dd", {}, term.value);
    if (term.source) value.append(h("small", {}, " ", linked(term.source)));
    list.append(h("div", {}, h("dt", {}, term.label), value));
  }
  return h("div", { class: "terms-box" }, h("h3", {}, `Terms of ${facility.label}`), list);
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
