/** Every number the run rests on, with its source; numbers without one are flagged and can be listed alone. */
import { h, linked } from "../parts/dom";
import { whole } from "../parts/format";
import { absent, section, type Section } from "../parts/section";
import { table, table_row, type Cell, type Column } from "../parts/table";
import type { Assumption, Report } from "../report_data";

export type Footing = "sourced" | "judgement" | "default" | "unsourced";

/** What a number stands on. A judgement states its prior; a default comes from the registry, not from the world file. */
export function footing(assumption: Assumption): Footing {
  if (assumption.prior) return "judgement";
  if (assumption.source) return "sourced";
  return assumption.stated === false ? "default" : "unsourced";
}

const FOOTINGS: Record<Footing, string> = { sourced: "Sourced", judgement: "Judgement", default: "Default", unsourced: "No source" };

const COLUMNS: Column[] = [{ label: "Assumption" }, { label: "Value" }, { label: "Footing" }, { label: "Source or prior", wide: true }, { label: "Written in", whole: true }];

export function assumptions_section(report: Report): Section {
  const all = report.assumptions;
  if (all.length === 0) return section("assumptions", "Assumptions", "Assumptions", "", absent("The list of assumptions"));
  const counts = count(all);
  const lead = `${whole(all.length)} numbers and dates: ${(Object.keys(FOOTINGS) as Footing[]).map((kind) => `${whole(counts[kind])} ${LEAD[kind]}`).join(", ")}.`;
  return section("assumptions", "Assumptions", "Assumptions, with their sources", lead, filtered_table(all, counts));
}

const LEAD: Record<Footing, string> = { sourced: "with a source", judgement: "judged, with a stated prior", default: "left at their default", unsourced: "without a source" };

export function count(all: Assumption[]): Record<Footing, number> {
  const counts: Record<Footing, number> = { sourced: 0, judgement: 0, default: 0, unsourced: 0 };
  for (const one of all) counts[footing(one)] += 1;
  return counts;
}

export function matches(assumption: Assumption, words: string, kinds: ReadonlySet<Footing>): boolean {
  if (kinds.size > 0 && !kinds.has(footing(assumption))) return false;
  const text = [assumption.key, assumption.value, assumption.unit, assumption.source, assumption.prior, assumption.place ?? ""].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function filtered_table(all: Assumption[], counts: Record<Footing, number>): HTMLElement {
  const box = table({ caption: "Assumptions", columns: COLUMNS, rows: all.map(cells) });
  const body = box.querySelector("tbody");
  const kinds = new Set<Footing>();
  const search = h("input", { type: "search", id: "assumption-search", autocomplete: "off", spellcheck: "false", placeholder: "key, value or source" });
  const told = h("p", { class: "told", role: "status", "aria-live": "polite" });
  const update = () => {
    const shown = all.filter((one) => matches(one, search.value.trim(), kinds));
    body?.replaceChildren(...shown.map((one) => table_row(COLUMNS, cells(one))));
    told.textContent = shown.length === all.length ? `All ${whole(all.length)} shown` : `${whole(shown.length)} of ${whole(all.length)} shown`;
  };
  search.addEventListener("input", update);
  const toggles = h("fieldset", {}, h("legend", {}, "Show only"));
  for (const kind of Object.keys(FOOTINGS) as Footing[]) {
    const tick = h("input", { type: "checkbox" });
    tick.addEventListener("change", () => {
      if (tick.checked) kinds.add(kind);
      else kinds.delete(kind);
      update();
    });
    toggles.append(h("label", {}, tick, `${FOOTINGS[kind]} (${whole(counts[kind])})`));
  }
  update();
  return h("div", { class: "filter" }, h("div", { class: "controls" }, h("label", { for: "assumption-search" }, "Filter"), search, toggles), told, box);
}

function cells(assumption: Assumption): Cell[] {
  const kind = footing(assumption);
  const unit = assumption.unit && assumption.unit !== "text" ? h("small", { class: "unit" }, ` ${assumption.unit}`) : "";
  const basis = [assumption.source, assumption.prior].filter(Boolean).join("; prior: ") || "none";
  return [
    h("code", {}, breakable(assumption.key)),
    h("span", { class: "value" }, assumption.value, unit),
    h("span", { class: `footing ${kind}` }, FOOTINGS[kind]),
    linked(!assumption.source && assumption.prior ? `prior: ${assumption.prior}` : basis),
    assumption.place ? h("code", {}, assumption.place) : "",
  ];
}

/** Lets a long key break after its dots and underscores. */
function breakable(key: string): DocumentFragment {
  const out = document.createDocumentFragment();
  for (const part of key.split(/(?<=[._])/)) out.append(part, document.createElement("wbr"));
  return out;
}
