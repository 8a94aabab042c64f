/**
 * Numbers as a credit committee writes them: 3.4%, 1.40x, $2.22bn, 236 bp. A number with an error is cut to the digits that
 * the error supports, and the error is given in the same unit.
 */
import type { Maybe, Unit } from "../report_data";

export const MISSING = "n/a";
const MINUS = "\u2212";

/** A difference of shares is shown in percentage points, not in %. */
export type Shown = Unit | "points";
export const of_difference = (unit: Unit): Shown => (unit === "share" || unit === "ltv" || unit === "rate" ? "points" : unit);

interface Shape {
  /** The shown number is value × scale. */
  scale: number;
  before: string;
  after: string;
  decimals: number;
  /** Errors may add digits up to this many. */
  most_decimals: number;
}

/** How to show a number of about this size; all numbers of one axis or column share one shape. */
export function shape(unit: Shown, size: number): Shape {
  switch (unit) {
    case "share":
      return { scale: 100, before: "", after: "%", decimals: 1, most_decimals: 3 };
    case "ltv":
      return { scale: 100, before: "", after: "%", decimals: 0, most_decimals: 2 };
    case "rate":
      return { scale: 100, before: "", after: "%", decimals: 2, most_decimals: 3 };
    case "ratio":
      return { scale: 1, before: "", after: "x", decimals: 2, most_decimals: 3 };
    case "usd":
      return money(Math.abs(size), 0.9995e5);
    case "usd/gpu":
      return money(Math.abs(size), 0.9995e6);
    case "usd/gpu-hour":
      return { scale: 1, before: "$", after: "", decimals: 2, most_decimals: 3 };
    case "usd/kwh":
      return { scale: 1, before: "$", after: "", decimals: 4, most_decimals: 5 };
    case "points":
      return { scale: 100, before: "", after: " points", decimals: 1, most_decimals: 3 };
    case "bp":
      return { scale: 1, before: "", after: " bp", decimals: Math.abs(size) < 10 ? 1 : 0, most_decimals: 2 };
    case "years":
      return { scale: 1, before: "", after: " years", decimals: 1, most_decimals: 2 };
    case "months":
      return { scale: 1, before: "", after: " months", decimals: 1, most_decimals: 2 };
    case "count":
      return { scale: 1, before: "", after: "", decimals: 0, most_decimals: 1 };
    default:
      return { scale: 1, before: "", after: "", decimals: Math.abs(size) >= 100 ? 0 : 2, most_decimals: 3 };
  }
}

/** Dollars from `millions_from` up are written in millions. */
function money(size: number, millions_from: number): Shape {
  if (size >= 0.9995e9) return { scale: 1e-9, before: "$", after: "bn", decimals: 2, most_decimals: 3 };
  if (size >= millions_from) return { scale: 1e-6, before: "$", after: "m", decimals: size < 0.9995e6 ? 2 : size < 1e7 ? 1 : 0, most_decimals: 2 };
  return { scale: 1, before: "$", after: "", decimals: size >= 100 ? 0 : 2, most_decimals: 2 };
}

export const is_number = (x: unknown): x is number => typeof x === "number" && Number.isFinite(x);

function write(x: number, s: Shape, decimals: number): string {
  const scaled = x * s.scale;
  const digits = Math.abs(scaled).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const negative = scaled < 0 && Number(digits.replaceAll(",", "")) !== 0;
  return `${negative ? MINUS : ""}${s.before}${digits}${s.after}`;
}

/** "3.4%" */
export function number_text(value: Maybe | undefined, unit: Shown, like: number = value ?? 0): string {
  if (!is_number(value)) return MISSING;
  const s = shape(unit, like);
  if (unit === "months" && Number.isInteger(value)) return write(value, value === 1 ? { ...s, after: " month" } : s, 0);
  if (value === 0 && (unit === "usd" || unit === "usd/gpu")) return "$0";
  const seen_at = (decimals: number) => value === 0 || Math.abs(value * s.scale) >= 0.5 * 10 ** -decimals;
  if (seen_at(s.decimals)) return write(value, s, s.decimals);
  if (seen_at(s.most_decimals)) return write(value, s, s.most_decimals);
  return value > 0 ? `under ${write(10 ** -s.most_decimals / s.scale, s, s.most_decimals)}` : write(0, s, s.decimals);
}

/** Decimals at which the error still has its leading digit: ±0.86 gives 1, ±0.012 gives 3 (two digits when it opens with 1). */
export function decimals_for_error(error: number): number {
  if (!(error > 0)) return 0;
  const power = Math.floor(Math.log10(error));
  const opens_with_one = error / 10 ** power < 1.95;
  return Math.max(0, -power + (opens_with_one ? 1 : 0));
}

/** The value and its error apart, so that the error can stand in smaller type: {"33.5%", "± 0.9"}. */
export function with_error(value: Maybe, error: Maybe | undefined, unit: Shown): { value: string; error: string } {
  if (!is_number(value)) return { value: MISSING, error: "" };
  if (!is_number(error) || error <= 0) return { value: number_text(value, unit), error: "" };
  const s = shape(unit, value);
  const decimals = Math.min(s.most_decimals, decimals_for_error(error * s.scale));
  const low = 10 ** -decimals;
  const shown = Math.abs(error * s.scale) < low / 2 ? `under ${low}` : (error * s.scale).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return { value: write(value, s, decimals), error: `± ${shown}` };
}

/** One line of text: "33.5% ± 0.9". */
export function error_text(value: Maybe, error: Maybe | undefined, unit: Shown): string {
  const text = with_error(value, error, unit);
  return text.error ? `${text.value} ${text.error}` : text.value;
}

/** "450 to 550 bp", "$1.20bn" */
export function range_text(low: Maybe, high: Maybe, unit: Unit): string {
  if (!is_number(low) || !is_number(high)) return number_text(is_number(low) ? low : high, unit);
  if (low === high) return number_text(low, unit);
  const s = shape(unit, high);
  return `${write(low, { ...s, after: "" }, s.decimals)} to ${write(high, s, s.decimals)}`;
}

/** Tick labels of an axis whose largest value is `size`, with as few decimals as the step between ticks allows. */
export function axis_format(unit: Unit, size: number): (x: number, i?: number, ticks?: readonly number[]) => string {
  const s = unit === "months" || unit === "years" ? { ...shape(unit, size), after: "" } : shape(unit, size);
  return (x, _i, ticks) => {
    const step = ticks && ticks.length > 1 ? Math.abs(((ticks[1] ?? 0) - (ticks[0] ?? 0)) * s.scale) : 0;
    const decimals = step > 0 ? Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) : s.decimals;
    return x === 0 ? `${s.before}0${s.before ? "" : s.after}` : write(x, s, Math.min(decimals, 3));
  };
}

/** What stands at the head of an axis or a column: "USD", "% of paths". */
export function unit_name(unit: Unit): string {
  const names: Record<Unit, string> = {
    share: "share",
    ltv: "loan over value",
    rate: "a year",
    ratio: "times",
    usd: "US dollars",
    bp: "basis points",
    years: "years",
    months: "months",
    "usd/gpu-hour": "US dollars per GPU-hour",
    "usd/gpu": "US dollars per GPU",
    "usd/kwh": "US dollars per kWh",
    count: "count",
    number: "",
  };
  return names[unit] ?? unit;
}

/** Without decimals that say nothing: "85%" of "85.0%". */
export const limit_text = (limit: number, unit: Unit): string => number_text(limit, unit).replace(/\.0+(?=%)/, "");

/** A sentence for a page that begins with a small letter in the data. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Keeps a number and its error on one line. */
export const unbroken = (text: string): string => text.replaceAll(" ± ", "\u00a0±\u00a0").replaceAll(" bp", "\u00a0bp");

export const whole = (n: number): string => n.toLocaleString("en-US");
