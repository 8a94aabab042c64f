// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { h, linked } from "./dom";
import { number_with_error, table } from "./table";

it("keeps markup in the data as text", () => {
  const hostile = "<img src=x onerror=alert(1)>";
  const box = table({ caption: hostile, columns: [{ label: hostile }], rows: [[hostile], [linked(hostile)]] });
  expect(box.querySelector("img")).toBeNull();
  expect(box.querySelector("tbody th")?.textContent).toBe(hostile);
});
it("links web addresses and nothing else", () => {
  const box = h("p", {}, linked("see https://www.sec.gov/a/b.htm, or javascript:alert(1)"));
  const links = [...box.querySelectorAll("a")].map((a) => a.getAttribute("href"));
  expect(links).toEqual(["https://www.sec.gov/a/b.htm"]);
  expect(box.textContent).toContain("javascript:alert(1)");
});
it("gives a table a caption, heads with scope, and a box that can be scrolled by keyboard", () => {
  const box = table({ caption: "Figures", columns: [{ label: "Figure" }, { label: "Value", numeric: true }], rows: [["PD", "3%"]] });
  expect(box.getAttribute("tabindex")).toBe("0");
  expect(box.querySelector("caption")?.textContent).toBe("Figures");
  expect([...box.querySelectorAll("th")].map((th) => th.getAttribute("scope"))).toEqual(["col", "col", "row"]);
  expect(box.querySelector("td")?.className).toBe("number");
});
it("sets the error apart from its number", () => {
  const cell = number_with_error(0.125, 0.004, "share");
  expect(cell.querySelector("small")?.textContent).toBe("± 0.4");
  expect(cell.textContent).toBe("12.5% ± 0.4");
});
