/**
 * From the text in the page to a `Report` that can be drawn without further checks: monthly arrays have the right length and
 * hold finite numbers or null, lists exist. What is odd but can be shown is told in `oddities`; what can't, in `problem`.
 */
import { SCHEMA, type Report } from "./report_data";
import { is_month } from "./parts/months";

export type Reading = { report: Report; oddities: string[] } | { problem: string; detail: string };

type Json = Record<string, unknown>;
const is_object = (x: unknown): x is Json => typeof x === "object" && x !== null && !Array.isArray(x);

export function read_report(text: string | null | undefined): Reading {
  let data: unknown;
  try {
    data = JSON.parse(text ?? "null");
  } catch (error) {
    return { problem: "The data in this page can't be read.", detail: `It is not JSON: ${(error as Error).message}` };
  }
  if (data === null) {
    return {
      problem: "This page holds no run.",
      detail: "It is the empty form of a report. Run a world with `waferline run`, which writes a filled report.html into the run's folder.",
    };
  }
  if (!is_object(data) || typeof data.schema !== "string") {
    return { problem: "The data in this page is not a Waferline report.", detail: 'It has no "schema".' };
  }
  if (data.schema !== SCHEMA) {
    return {
      problem: "The data and this page are of different versions.",
      detail: `The data is "${data.schema}", the page reads "${SCHEMA}". Write the report again with the version that made the run.`,
    };
  }
  if (!is_month(data.start) || typeof data.months !== "number" || !(data.months > 0)) {
    return { problem: "The data in this page lacks its months.", detail: 'It needs "start" as "YYYY-MM" and "months" above zero.' };
  }
  const oddities: string[] = [];
  tidy(data, data.months, oddities);
  return { report: data as unknown as Report, oddities };
}

const LISTS_OF_REPORT = ["facilities", "chips", "releases", "assumptions", "model_notes", "checks", "manifest"];
const LISTS_OF_FACILITY = ["terms", "figures", "market", "bands", "shares", "covenants", "default_causes", "replays"];
const BAND = ["mean", "mean_error", "p05", "p25", "p50", "p75", "p95"];

function tidy(report: Json, months: number, oddities: string[]): void {
  fill_lists(report, LISTS_OF_REPORT, "the report", oddities);
  const monthly = (owner: unknown, keys: string[], where: string) => {
    if (is_object(owner)) for (const key of keys) owner[key] = monthly_array(owner[key], months, `${where}, ${key}`, oddities);
  };
  for (const chip of list(report.chips)) {
    for (const kind of ["rent", "value"]) monthly(chip[kind], BAND, `${name_of(chip)} ${kind}`);
  }
  for (const facility of list(report.facilities)) {
    fill_lists(facility, LISTS_OF_FACILITY, name_of(facility), oddities);
    if (!is_object(facility.verdict)) {
      facility.verdict = { grade: "watch", headline: "The run gives no verdict.", sentences: [], rule: "" };
      oddities.push(`${name_of(facility)} has no verdict.`);
    }
    for (const band of list(facility.bands)) {
      monthly(band, BAND, name_of(band));
      if (Array.isArray(band.present)) monthly(band, ["present"], name_of(band));
    }
    for (const series of list(facility.shares)) monthly(series, ["share", "error"], name_of(series));
    for (const covenant of list(facility.covenants)) {
      monthly(covenant, ["first_breach_by_month"], name_of(covenant));
      monthly(covenant.value, BAND, name_of(covenant));
    }
    const cash = facility.cash;
    if (is_object(cash)) {
      fill_lists(cash, ["receipts", "payments"], "cash", oddities);
      for (const flow of [...list(cash.receipts), ...list(cash.payments)]) monthly(flow, ["mean"], name_of(flow));
    }
    const rollover = facility.rollover;
    if (is_object(rollover)) fill_lists(rollover, ["contracts", "figures"], "rollover", oddities);
    monthly(rollover, ["contracted_receipts", "operating_cost", "debt_service", "scheduled_balance"], "rollover");
    for (const replay of list(facility.replays)) {
      fill_lists(replay, ["series", "events"], "replay", oddities);
      for (const series of list(replay.series)) monthly(series, ["values"], name_of(series));
    }
  }
}

const list = (x: unknown): Json[] => (Array.isArray(x) ? x.filter(is_object) : []);
const name_of = (x: Json): string => String(x.label ?? x.name ?? "an entry");

function fill_lists(owner: Json, keys: string[], where: string, oddities: string[]): void {
  for (const key of keys) {
    if (Array.isArray(owner[key])) owner[key] = list(owner[key]);
    else {
      oddities.push(`${where} has no list "${key}".`);
      owner[key] = [];
    }
  }
}

/** Exactly `months` entries, each a finite number or null. */
export function monthly_array(x: unknown, months: number, where: string, oddities: string[]): (number | null)[] {
  const given = Array.isArray(x) ? x : [];
  if (given.length !== months) oddities.push(`${where}: ${given.length} months instead of ${months}.`);
  return Array.from({ length: months }, (_, t) => {
    const value: unknown = given[t];
    return typeof value === "number" && Number.isFinite(value) ? value : null;
  });
}
