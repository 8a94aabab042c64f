import { describe, expect, it } from "vitest";
import { axis_format, error_text, limit_text, number_text, of_difference, range_text, with_error } from "./format";

describe("numbers", () => {
  it.each([
    [0.0344, "share", "3.4%"],
    [1.4, "ratio", "1.40x"],
    [0.85, "ltv", "85%"],
    [2.215e9, "usd", "$2.22bn"],
    [17.5e6, "usd", "$18m"],
    [4.2e6, "usd", "$4.2m"],
    [42578, "usd/gpu", "$42,578"],
    [2.36, "usd/gpu-hour", "$2.36"],
    [236.4, "bp", "236 bp"],
    [0.0365, "rate", "3.65%"],
    [999_999_999, "usd", "$1.00bn"],
  ] as const)("%s in %s reads %s", (value, unit, text) => expect(number_text(value, unit)).toBe(text));

  it("has a true minus sign, before the currency", () => expect(number_text(-9837, "usd/gpu")).toBe("−$9,837"));
  it("never writes minus zero", () => expect(number_text(-0.0000001, "number")).toBe("0.00"));
  it("adds digits to a small share before it gives up", () => {
    expect(number_text(0.0004, "share")).toBe("0.040%");
    expect(number_text(1e-9, "share")).toBe("under 0.001%");
  });
  it.each([null, undefined, NaN, Infinity])("shows %s as missing", (value) => expect(number_text(value, "usd")).toBe("n/a"));
});

describe("numbers with an error", () => {
  it("are cut where the error begins", () => expect(with_error(0.33467, 0.0086, "share")).toEqual({ value: "33.5%", error: "± 0.9" }));
  it("keep a second digit when the error opens with one", () => expect(error_text(0.0172, 0.0013, "share")).toBe("1.72% ± 0.13"));
  it("give the error in the shown unit", () => expect(error_text(2.2e9, 4e7, "usd")).toBe("$2.20bn ± 0.04"));
  it("stand alone without an error", () => expect(error_text(400, null, "bp")).toBe("400 bp"));
  it("say so when the error is smaller than what is shown", () => expect(error_text(2.1667, 0.0004, "years")).toBe("2.17 years ± under 0.01"));
  it("show a missing value without its error", () => expect(with_error(NaN, 0.1, "share")).toEqual({ value: "n/a", error: "" }));
});

describe("words around numbers", () => {
  it("give a difference of shares in points", () => expect(error_text(-0.4815, 0.003, of_difference("share"))).toBe("−48.2 points ± 0.3"));
  it("leave a limit's empty decimals out", () => expect([limit_text(0.85, "share"), limit_text(1.4, "ratio")]).toEqual(["85%", "1.40x"]));
  it("count whole months", () => expect([number_text(2, "months"), number_text(1, "months"), number_text(6.48, "months")]).toEqual(["2 months", "1 month", "6.5 months"]));
  it("write small sums of a large deal in millions", () => expect([number_text(945_639, "usd"), number_text(0, "usd")]).toEqual(["$0.95m", "$0"]));
});

describe("ranges and axes", () => {
  it("leave the unit to the head of an axis of months", () => expect(axis_format("months", 2)(2, 2, [0, 1, 2])).toBe("2"));
  it("name the unit once", () => expect(range_text(450, 550, "bp")).toBe("450 to 550 bp"));
  it("collapse when both ends agree", () => expect(range_text(1.2, 1.2, "ratio")).toBe("1.20x"));
  it("show the known end of a half-known range", () => expect(range_text(null, 855, "bp")).toBe("855 bp"));
  it("label all ticks of an axis in one unit", () => {
    const format = axis_format("usd", 2.2e9);
    expect([0, 5e8, 1e9].map((x, i, all) => format(x, i, all))).toEqual(["$0", "$0.5bn", "$1.0bn"]);
  });
});
