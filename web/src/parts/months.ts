/** Calendar months: "2026-07" as text, and as a Date at the first of the month in UTC for time axes. */
import type { CalendarMonth } from "../report_data";

const NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function parse(month: CalendarMonth): { year: number; index: number } | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])/.exec(month);
  return match ? { year: Number(match[1]), index: Number(match[2]) - 1 } : null;
}

export const is_month = (text: unknown): text is CalendarMonth => typeof text === "string" && parse(text) !== null;

/** "Jul 2026"; text that is not a month is shown as it is. */
export function month_name(month: CalendarMonth): string {
  const m = parse(month);
  return m ? `${NAMES[m.index]} ${m.year}` : month;
}

/** The month `n` after `start`. */
export function month_after(start: CalendarMonth, n: number): CalendarMonth {
  const m = parse(start) ?? { year: 2000, index: 0 };
  const all = m.year * 12 + m.index + n;
  return `${Math.floor(all / 12)}-${String((((all % 12) + 12) % 12) + 1).padStart(2, "0")}`;
}

export function month_date(month: CalendarMonth): Date {
  const m = parse(month) ?? { year: 2000, index: 0 };
  return new Date(Date.UTC(m.year, m.index, 1));
}

/** "Jul 2026" of a date made by `month_date`. */
export const date_name = (date: Date): string => `${NAMES[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
