/** The whole page from a report: masthead, contents, sections, footer. */
import { hatch_pattern } from "./charts/frame";
import { h, svg } from "./parts/dom";
import { whole } from "./parts/format";
import { month_after, month_name } from "./parts/months";
import type { Section } from "./parts/section";
import { theme_button } from "./parts/theme";
import type { Facility, Report } from "./report_data";
import { assumptions_section } from "./sections/assumptions";
import { cash_section } from "./sections/cash";
import { chips_section } from "./sections/chips";
import { covenants_section } from "./sections/covenants";
import { drivers_section } from "./sections/drivers";
import { loss_section } from "./sections/loss";
import { manifest_section, method_section, series_section } from "./sections/method";
import { replays_section } from "./sections/replays";
import { rollover_section } from "./sections/rollover";
import { value_section } from "./sections/value";
import { figures_section, overview, verdict_section } from "./sections/verdict";

export function show_report(report: Report, oddities: string[]): void {
  const many = report.facilities.length > 1;
  const groups = report.facilities.map((facility, i) => ({ facility, sections: facility_sections(report, facility, many ? `f${i + 1}-` : "", many) }));
  const shared = [...(many ? [chips_section(report)] : []), assumptions_section(report), method_section(report, oddities), manifest_section(report)];
  const main = h("main", { id: "report", tabindex: -1 });
  if (report.synthetic) main.append(h("p", { class: "banner", role: "note" }, "Synthetic data. Every number on this page is invented, to show and test the page itself."));
  if (many) main.append(overview(report.facilities, (facility) => groups.find((group) => group.facility === facility)?.sections[0]?.id ?? "report"));
  for (const { facility, sections } of groups) {
    if (many) main.append(h("p", { class: "facility-name" }, facility.label, h("small", {}, facility.borrower)));
    main.append(...sections.map((one) => one.element));
  }
  main.append(...shared.map((one) => one.element));
  document.title = `${report.title}: Waferline report`;
  const contents_groups = [...groups.map(({ facility, sections }) => ({ title: many ? facility.label : "", sections })), { title: many ? "All facilities" : "", sections: shared }];
  document.body.prepend(
    h("a", { class: "skip", href: "#report" }, "Skip to the report"),
    hatch_pattern(),
    masthead(report),
    h("div", { class: "layout" }, contents(contents_groups), main),
    footer(report),
  );
}

/** With one facility the chips stand among its sections; with several they are told once, for all. */
function facility_sections(report: Report, facility: Facility, prefix: string, many: boolean): Section[] {
  return [
    verdict_section(facility, prefix),
    figures_section(facility, prefix),
    value_section(report, facility, prefix),
    covenants_section(report, facility, prefix),
    cash_section(report, facility, prefix),
    rollover_section(report, facility, prefix),
    many ? null : chips_section(report),
    drivers_section(facility, prefix),
    loss_section(facility, prefix),
    replays_section(report, facility, prefix),
    series_section(report, facility, prefix),
  ].filter((one): one is Section => one !== null);
}

function masthead(report: Report): HTMLElement {
  const last = month_name(month_after(report.start, report.months - 1));
  const print = h("button", { type: "button", class: "quiet" }, "Print");
  print.addEventListener("click", () => window.print());
  return h(
    "header",
    { class: "masthead" },
    h("div", { class: "bar" }, h("p", { class: "brand" }, mark(), "Waferline"), h("div", { class: "tools" }, theme_button(), print)),
    h("h1", {}, report.title),
    h("p", { class: "byline" }, `${month_name(report.start)} to ${last}, ${whole(report.paths)} paths, run on ${report.run_date}`),
  );
}

/** A wafer, cut by its waterline. */
function mark(): SVGElement {
  return svg(
    "svg",
    { class: "mark", viewBox: "0 0 32 32", width: 26, height: 26, "aria-hidden": "true" },
    svg("circle", { cx: 16, cy: 16, r: 14, class: "mark-disc" }),
    svg("path", { d: "M2.2 18.5 C7 15.5 11 21.5 16 18.5 S25 15.5 29.8 18.5 A14 14 0 0 1 2.2 18.5 Z", class: "mark-water" }),
    svg("path", { d: "M11 3 V17 M16 2 V17 M21 3 V17 M4 9.5 H28", class: "mark-grid" }),
  );
}

function contents(groups: { title: string; sections: Section[] }[]): HTMLElement {
  const details = h("details", { class: "contents-box" }, h("summary", {}, "Contents"));
  const wide = matchMedia("(min-width: 1180px)");
  const fit = () => (details.open = wide.matches);
  wide.addEventListener("change", fit);
  fit();
  for (const group of groups) {
    if (group.title) details.append(h("p", { class: "contents-group" }, group.title));
    details.append(h("ul", {}, ...group.sections.map((one) => h("li", {}, h("a", { href: `#${one.id}` }, one.name)))));
  }
  const nav = h("nav", { class: "contents", "aria-label": "Contents" }, details);
  follow(nav, groups.flatMap((group) => group.sections));
  return nav;
}

/** Marks the entry of the section that is being read. */
function follow(nav: HTMLElement, sections: Section[]): void {
  const links = new Map(sections.map((one) => [one.id, nav.querySelector(`a[href="#${one.id}"]`)]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link?.removeAttribute("aria-current");
        links.get(entry.target.id)?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  for (const one of sections) observer.observe(one.element);
}

function footer(report: Report): HTMLElement {
  return h(
    "footer",
    {},
    h("p", {}, `Waferline ${report.version}, digest `, h("code", {}, report.digest)),
    h("p", {}, "A model's answer under stated assumptions, not advice. This page is one file and loads nothing from elsewhere."),
  );
}

/** Said instead of a report when the data can't be drawn. */
export function show_problem(problem: string, detail: string): void {
  document.body.prepend(
    h("main", { id: "report", class: "problem", role: "alert" }, h("p", { class: "brand" }, mark(), "Waferline"), h("h1", {}, problem), h("p", {}, detail)),
  );
}
