import { expect, it } from "vitest";
import { headroom_domain } from "../sections/covenants";
import { standardised_error } from "../sections/drivers";
import type { Band } from "../report_data";
import { apart } from "./plot";
import { submerged } from "./waterline";

it("hatches only the part of a value band that lies under the loan", () => {
  expect(submerged(2, 6, 5)).toEqual({ low: 2, high: 5 });
  expect(submerged(2, 4, 5)).toEqual({ low: 2, high: 4 });
  expect(submerged(6, 8, 5)).toEqual({ low: 5, high: 5 });
});
it("hatches nothing where the loan is repaid or the value unknown", () => {
  expect(submerged(2, 6, 0)).toEqual({ low: null, high: null });
  expect(submerged(null, 6, 5)).toEqual({ low: null, high: null });
});
it("keeps the limit inside the axis of a covenant's headroom", () => {
  const flat = (x: number) => [x, x];
  const band = (low: number, high: number): Band => ({ name: "", label: "", unit: "ratio", mean: [], mean_error: [], p05: flat(low), p25: [], p50: [], p75: [], p95: flat(high) });
  for (const [low, high] of [[1, 1], [-50, 90], [1.5, 1.6]] as const) {
    const [bottom, top] = headroom_domain(1.4, band(low, high));
    expect(bottom).toBeLessThan(1.4);
    expect(top).toBeGreaterThan(1.4);
    expect(top - bottom).toBeLessThan(3);
  }
});
it("scales the error of a driver as its difference", () => {
  const row = { name: "", label: "", unit: "number", mean_all: 1, mean_bad: 3, difference: 2, difference_error: 0.5, standardised: -4 } as const;
  expect(standardised_error(row)).toBe(1);
  expect(standardised_error({ ...row, difference: 0 })).toBeNull();
});
it("puts marks that would touch on lines of their own", () => {
  const day = (n: number) => ({ date: new Date(n * 86400e3) });
  expect(apart([day(0), day(1), day(100)], 10 * 86400e3).map(({ level }) => level)).toEqual([0, 1, 0]);
});
