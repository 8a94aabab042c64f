// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { show_problem, show_report } from "./page";
import { read_report } from "./read_report";
import type { Report } from "./report_data";
import { report as invented } from "../fixture/invented_report.mjs";

const show = (change: (data: Report) => void = () => {}) => {
  const data = structuredClone(invented) as Report;
  change(data);
  const reading = read_report(JSON.stringify(data));
  if ("problem" in reading) throw new Error(reading.problem);
  show_report(reading.report, reading.oddities);
};
const heads = () => [...document.querySelectorAll("main h2")].map((h2) => h2.textContent ?? "");

beforeEach(() => document.body.replaceChildren());

describe("the page", () => {
  it("opens with the verdict and ends with the manifest", () => {
    show();
    expect(heads()[0]).toBe("Verdict on Example facility");
    expect(heads().at(-1)).toBe("Manifest");
  });
  it("labels invented data", () => {
    show();
    expect(document.querySelector(".banner")?.textContent).toContain("invented");
  });
  it("does not label a real run", () => {
    show((data) => (data.synthetic = false));
    expect(document.querySelector(".banner")).toBeNull();
  });
  it("has one main part, a skip link to it, and a heading of the first rank", () => {
    show();
    expect(document.querySelectorAll("main")).toHaveLength(1);
    expect(document.querySelector(".skip")?.getAttribute("href")).toBe("#report");
    expect(document.querySelectorAll("h1")).toHaveLength(1);
  });
  it("gives every drawing a description", () => {
    show();
    const drawings = [...document.querySelectorAll('[role="img"]')];
    expect(drawings.length).toBeGreaterThan(20);
    for (const drawing of drawings) expect(drawing.getAttribute("aria-label")?.length).toBeGreaterThan(20);
  });
  it("has no id twice and no link into nowhere", () => {
    show((data) => data.facilities.push(structuredClone(data.facilities[0]!)));
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of document.querySelectorAll('a[href^="#"]')) expect(ids).toContain(link.getAttribute("href")?.slice(1));
  });
  it("names what a run leaves out", () => {
    show((data) => {
      Object.assign(data.facilities[0]!, { cash: null, rollover: null, drivers: null, loss: null, bands: [], shares: [], covenants: [], replays: [], figures: [], market: [] });
      Object.assign(data, { chips: [], assumptions: [], releases: [], checks: [] });
    });
    const absent = [...document.querySelectorAll(".absent")].map((one) => one.textContent);
    expect(absent).toContain("Cash is not in this run.");
    expect(absent.length).toBeGreaterThanOrEqual(8);
  });
  it("shows a missing figure as missing", () => {
    show();
    expect(document.querySelector("main")?.textContent).toContain("n/a");
    expect(document.querySelector("main")?.textContent).not.toMatch(/NaN|undefined|Infinity/);
  });
  it("numbers the priority of payments", () => {
    show((data) => data.facilities[0]!.terms.push({ label: "Priority of payments", value: "Each month.", items: ["Interest", "Principal"] }));
    expect([...document.querySelectorAll(".terms.rows ol > li")].map((one) => one.textContent)).toEqual(["Interest", "Principal"]);
  });
  it("keeps the assumptions folded until they are asked for", () => {
    show();
    const groups = [...document.querySelectorAll<HTMLDetailsElement>("details.group")];
    expect(groups.length).toBeGreaterThan(1);
    expect(groups.some((one) => one.open)).toBe(false);
  });
  it("says plainly when there is nothing to show", () => {
    show_problem("This page holds no run.", "Run a world.");
    expect(document.querySelector("[role=alert] h1")?.textContent).toBe("This page holds no run.");
  });
});
