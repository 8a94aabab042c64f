// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { Band, Monthly } from "../report_data";
import { band_panel, band_rows, band_table, has_data } from "./bands";
import { bars_panel } from "./bars";
import { lines_panel } from "./lines";
import { stack_panel } from "./stack";
import { waterline_panel } from "./waterline";

const months = 4;
const start = "2026-07";
const band = (values: Monthly, more: Partial<Band> = {}): Band => ({
  name: "x", label: "Market value", unit: "usd", mean: values, mean_error: values.map(() => 0.1), p05: values, p25: values, p50: values, p75: values, p95: values, ...more,
});
const holes = band([5e8, null, NaN, 2e8]);
const nothing = band([null, null, null, null]);

describe("a drawing of a series with holes", () => {
  it.each([
    ["band", () => band_panel(holes, { start, months, colour: "teal" })],
    ["empty band", () => band_panel(nothing, { start, months, colour: "teal", limit: { value: 1, label: "limit" } })],
    ["waterline", () => waterline_panel(band([6e8, 4e8, 2e8, 0]), holes, { start, months, title: "", colour: "teal", top: 1e9 })],
    ["lines", () => lines_panel([{ label: "a", colour: "teal", values: [0.1, null, NaN, 0.2], errors: [0.01, null, 0.1, NaN] }], { start, months, unit: "share" })],
    ["empty lines", () => lines_panel([{ label: "a", colour: "teal", values: [null, null, null, null] }], { start, months, unit: "share" })],
    ["stack", () => stack_panel([{ name: "a", label: "a", mean: [1, null, NaN, 4] }], { start, months, colours: ["teal"] })],
    ["bars", () => bars_panel([{ label: "a", value: null, error: null, colour: "teal" }], "share")],
  ])("holds no broken coordinate: %s", (_name, panel) => {
    const drawn = panel().draw(360).outerHTML;
    expect(drawn).toContain("<svg");
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
  });
  it("stops where too few paths are left", () => {
    const rows = band_rows(band([5, 6, 7, 8], { present: [1, 0.05, 0.01, 0] }), [0, 1, 2, 3].map((t) => new Date(t)));
    expect(rows.map((row) => row.p50)).toEqual([5, 6, null, null]);
  });
  it("is told in words too", () => {
    expect(band_panel(holes, { start, months, colour: "teal" }).summary).toContain("from $500m in Jul 2026 to $200m in Oct 2026");
    expect(band_panel(nothing, { start, months, colour: "teal" }).summary).toContain("No path");
    expect(has_data(nothing)).toBe(false);
  });
  it("has every month in its table, the missing ones as missing", () => {
    const rows = band_table(holes, start).rows;
    expect(rows.map((row) => row[0])).toEqual(["Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026"]);
    expect(rows[1]?.slice(1)).toEqual(["n/a", "n/a", "n/a", "n/a", "n/a", "n/a"]);
  });
});
