/** Every number the run rests on, with its source; numbers without one are flagged and can be listed alone. */
import { h, linked } from "../parts/dom";
import { whole } from "../parts/format";
import { absent, section, type Section } from "../parts/section";
import { table, table_row, type Cell, type Column } from "../parts/table";
import type { Assumption, Report } from "../report_data";

export type Footing = "filed" | "derived" | "cited" | "judgement" | "default" | "unsourced";

/**
 * What a number stands on, by the first word of its source: a filing, a derivation from data, another source, or judgement.
 * A number that states only a prior is judged; a default comes from the registry, not from the world file.
 */
export function footing(assumption: Assumption): Footing {
  const source = assumption.source.trim().toLowerCase();
  if (source.startsWith("filed")) return "filed";
  if (source.startsWith("derived")) return "derived";
  if (source.startsWith("judgement")) return "judgement";
  if (source) return "cited";
  if (assumption.prior) return "judgement";
  return assumption.stated === false ? "default" : "unsourced";
}

const FOOTINGS: Record<Footing, string> = { filed: "Filed", derived: "Derived", cited: "Cited", judgement: "Judged", default: "Default", unsourced: "No source" };
const KINDS = Object.keys(FOOTINGS) as Footing[];

const COLUMNS: Column[] = [{ label: "Assumption" }, { label: "Value" }, { label: "Footing" }, { label: "Source or prior", wide: true }, { label: "Written in", whole: true }];

export function assumptions_section(report: Report): Section {
  const all = report.assumptions;
  if (all.length === 0) return section("assumptions", "Assumptions", "Assumptions", "", absent("The list of assumptions"));
  const counts = count(all);
  const lead = `${whole(all.length)} numbers and dates: ${counted(counts, LEAD)}. The parts open on a click or when the filter finds something in them.`;
  return section("assumptions", "Assumptions", "Assumptions, with their sources", lead, filtered_groups(all, counts), on_paper(all));
}

const LEAD: Record<Footing, string> = {
  filed: "filed",
  derived: "derived from data",
  cited: "cited from the press, vendors and research",
  judgement: "judged",
  default: "left at their default",
  unsourced: "without a source",
};
const SHORT: Record<Footing, string> = { filed: "filed", derived: "derived", cited: "cited", judgement: "judged", default: "default", unsourced: "without source" };

/** "12 filed, 4 judged": the kinds that there are. */
function counted(counts: Record<Footing, number>, words: Record<Footing, string>): string {
  return KINDS.filter((kind) => counts[kind] > 0).map((kind) => `${whole(counts[kind])} ${words[kind]}`).join(", ");
}

export function count(all: Assumption[]): Record<Footing, number> {
  const counts: Record<Footing, number> = { filed: 0, derived: 0, cited: 0, judgement: 0, default: 0, unsourced: 0 };
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

/** The noun that a key belongs to: "chip" of "chip.H100.price_usd"; keys of the world itself have none. */
export const noun = (key: string): string => (key.includes(".") ? (key.split(".")[0] ?? "") : "");

const NOUNS: Record<string, string> = {
  "": "The world: start and length", market: "The market for compute", value: "What buyers pay", forced_sale: "Forced sales", rates: "Interest rates",
  chip: "Chips", quote: "Posted rents", customer: "Customers", operator: "Operators", fleet: "Fleets", lease: "Leases", facility: "The facility, its accounts and covenants",
};

interface Group {
  box: HTMLDetailsElement;
  told: HTMLElement;
  body: HTMLElement;
  members: Assumption[];
}

function group(name: string, members: Assumption[]): Group {
  const title = NOUNS[name] ?? name;
  const told = h("span", { class: "told" });
  const rows = table({ caption: `Assumptions: ${title}`, columns: COLUMNS, rows: [] });
  const box = h("details", { class: "group" }, h("summary", {}, h("b", {}, title), " ", told), rows);
  return { box, told, body: rows.querySelector("tbody") as HTMLElement, members };
}

function filtered_groups(all: Assumption[], counts: Record<Footing, number>): HTMLElement {
  const names = [...new Set(all.map((one) => noun(one.key)))];
  const groups = names.map((name) => group(name, all.filter((one) => noun(one.key) === name)));
  const kinds = new Set<Footing>();
  const search = h("input", { type: "search", id: "assumption-search", autocomplete: "off", spellcheck: "false", placeholder: "key, value or source" });
  const told = h("p", { class: "told", role: "status", "aria-live": "polite" });
  const update = () => {
    const words = search.value.trim();
    const filtering = words !== "" || kinds.size > 0;
    let total = 0;
    for (const { box, told: of_group, body, members } of groups) {
      const shown = members.filter((one) => matches(one, words, kinds));
      total += shown.length;
      body.replaceChildren(...shown.map((one) => table_row(COLUMNS, cells(one))));
      of_group.textContent = `${whole(shown.length)}: ${counted(count(shown), SHORT)}`;
      box.hidden = shown.length === 0;
      box.open = filtering && shown.length > 0;
    }
    told.textContent = filtering ? `${whole(total)} of ${whole(all.length)} shown` : "";
  };
  search.addEventListener("input", update);
  const toggles = h("fieldset", {}, h("legend", {}, "Show only"));
  for (const kind of KINDS.filter((one) => counts[one] > 0)) {
    const tick = h("input", { type: "checkbox" });
    tick.addEventListener("change", () => {
      if (tick.checked) kinds.add(kind);
      else kinds.delete(kind);
      update();
    });
    toggles.append(h("label", {}, tick, `${FOOTINGS[kind]} (${whole(counts[kind])})`));
  }
  update();
  const controls = h("div", { class: "controls" }, h("label", { for: "assumption-search" }, "Filter"), search, toggles);
  return h("div", { class: "filter" }, controls, told, h("div", { class: "groups" }, ...groups.map((one) => one.box)));
}

/** Paper has no filter: it gets what a reader should doubt, the judged and the unsourced. */
function on_paper(all: Assumption[]): HTMLElement | null {
  const doubtful = all.filter((one) => ["judgement", "unsourced"].includes(footing(one)));
  if (doubtful.length === 0) return null;
  return h("div", { class: "paper" }, table({ caption: "Assumptions that are judged or have no source; the page on screen has all", caption_visible: true, columns: PAPER_COLUMNS, rows: doubtful.map(paper_cells) }));
}

const PAPER_COLUMNS: Column[] = [{ label: "Assumption" }, { label: "Value" }, { label: "Judgement and prior", wide: true }];

/** Without the footing, which is the same for all, and without the place. */
function paper_cells(assumption: Assumption): Cell[] {
  const [key = "", value = "", , basis = ""] = cells(assumption);
  return [key, value, basis];
}

function cells(assumption: Assumption): Cell[] {
  const kind = footing(assumption);
  const unit = assumption.unit && assumption.unit !== "text" ? h("small", { class: "unit" }, ` ${assumption.unit}`) : "";
  const basis = [assumption.source.replace(/^(filed|derived|judgement):\s*/i, ""), assumption.prior && `prior: ${assumption.prior}`].filter(Boolean).join("; ");
  return [
    h("code", {}, breakable(assumption.key)),
    h("span", { class: "value" }, assumption.value, unit),
    h("span", { class: `footing ${kind}` }, FOOTINGS[kind]),
    linked(basis),
    assumption.place ? h("code", {}, assumption.place) : "",
  ];
}

/** Lets a long key break after its dots and underscores. */
function breakable(key: string): DocumentFragment {
  const out = document.createDocumentFragment();
  for (const part of key.split(/(?<=[._])/)) out.append(part, document.createElement("wbr"));
  return out;
}
