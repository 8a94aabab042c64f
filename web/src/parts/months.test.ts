import { expect, it } from "vitest";
import { is_month, month_after, month_date, month_name } from "./months";

it("counts months across years in both directions", () => {
  expect(month_after("2026-07", 6)).toBe("2027-01");
  expect(month_after("2026-07", -7)).toBe("2025-12");
});
it("names months in words and leaves other text alone", () => {
  expect(month_name("2027-10")).toBe("Oct 2027");
  expect(month_name("after maturity")).toBe("after maturity");
});
it("knows a month from other text", () => {
  expect(["2026-07", "2026-13", "July", 7].map(is_month)).toEqual([true, false, false, false]);
});
it("puts a month on the time axis at its first day", () => expect(month_date("2026-07").toISOString()).toBe("2026-07-01T00:00:00.000Z"));
