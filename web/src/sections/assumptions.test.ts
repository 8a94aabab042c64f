import { expect, it } from "vitest";
import { count, footing, matches, noun } from "./assumptions";
import type { Assumption } from "../report_data";

const one = (given: Partial<Assumption>): Assumption => ({ key: "market.substitution", value: "6", unit: "", source: "", prior: "", stated: true, ...given });

it("tells a sourced number from a judgement, a default and a bare number", () => {
  expect(footing(one({ source: "10-Q" }))).toBe("cited");
  expect(footing(one({ source: "filed: Ex. 10.1" }))).toBe("filed");
  expect(footing(one({ source: "derived: data/chips.csv", prior: "0.8 to 1.2" }))).toBe("derived");
  expect(footing(one({ source: "judgement: as H100" }))).toBe("judgement");
  expect(footing(one({ prior: "normal(6, 1)" }))).toBe("judgement");
  expect(footing(one({ stated: false }))).toBe("default");
  expect(footing(one({}))).toBe("unsourced");
});
it("counts footings", () => {
  expect(count([one({}), one({}), one({ source: "x" })])).toEqual({ filed: 0, derived: 0, cited: 1, judgement: 0, default: 0, unsourced: 2 });
});
it("finds by every word, in any field", () => {
  expect(matches(one({ source: "10-Q 2026-06-30" }), "substitution 10-q", new Set())).toBe(true);
  expect(matches(one({}), "substitution 10-q", new Set())).toBe(false);
  expect(matches(one({}), "", new Set(["filed"]))).toBe(false);
});
it("belongs to the noun that opens its key", () => {
  expect(noun("chip.H100.price_usd")).toBe("chip");
  expect(noun("months")).toBe("");
});
