import { describe, expect, it } from "vitest";
import { monthly_array, read_report } from "./read_report";
import { SCHEMA, type Report } from "./report_data";
import { report as invented } from "../fixture/invented_report.mjs";

const reread = (change: (data: Report) => void) => {
  const data = structuredClone(invented) as Report;
  change(data);
  return read_report(JSON.stringify(data));
};

describe("a page without a readable run", () => {
  it("says that it is empty", () => expect(read_report("null")).toMatchObject({ problem: "This page holds no run." }));
  it("says that it is empty when the element is missing", () => expect(read_report(undefined)).toMatchObject({ problem: "This page holds no run." }));
  it("names data of another version", () => {
    const reading = read_report('{"schema": "waferline-report/0"}');
    expect(reading).toHaveProperty("problem");
    expect(reading).toMatchObject({ detail: expect.stringContaining("waferline-report/0") });
  });
  it("says so when the text is not JSON", () => expect(read_report("{nan")).toHaveProperty("problem"));
  it.each(["[]", "3", '{"months": 3}'])("refuses %s", (text) => expect(read_report(text)).toHaveProperty("problem"));
  it("needs its months", () => expect(read_report(JSON.stringify({ schema: SCHEMA, start: "soon", months: 3 }))).toHaveProperty("problem"));
});

describe("a run's data", () => {
  it("is read without oddities when it is whole", () => expect(reread(() => {})).toMatchObject({ oddities: [] }));
  it("survives a series that is too short, and tells", () => {
    const reading = reread((data) => data.facilities[0]?.bands[0]?.p50.splice(3));
    if ("problem" in reading) throw new Error(reading.problem);
    expect(reading.report.facilities[0]?.bands[0]?.p50).toHaveLength(60);
    expect(reading.report.facilities[0]?.bands[0]?.p50[5]).toBeNull();
    expect(reading.oddities).toEqual([expect.stringContaining("3 months instead of 60")]);
  });
  it("survives missing lists and a missing verdict", () => {
    const reading = reread((data) => {
      const facility = data.facilities[0] as unknown as Record<string, unknown>;
      delete facility.bands;
      delete facility.verdict;
    });
    if ("problem" in reading) throw new Error(reading.problem);
    expect(reading.report.facilities[0]?.bands).toEqual([]);
    expect(reading.oddities).toHaveLength(2);
  });
  it("turns what is not a finite number into null", () => {
    expect(monthly_array([1, NaN, "2", null, Infinity, -3], 6, "x", [])).toEqual([1, null, null, null, null, -3]);
  });
});
