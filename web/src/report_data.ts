/**
 * What a run tells the page: the JSON that stands in `<script id="run" type="application/json">` of report.html.
 *
 * The engine computes every number and every sentence of judgement; the page only formats and draws. Rules for a writer:
 *
 * - UTF-8 JSON; write `<` as `\u003c` so that no text can close the script element.
 * - A number that doesn't exist (no path in default, month after every path has closed, NaN, infinity) is `null`.
 * - A *monthly array* has exactly `Report.months` entries; entry 0 is the month `Report.start`.
 * - A *calendar month* is text "YYYY-MM", and may lie before the start or after the horizon.
 * - `*_error` is one standard error in the same unit as the number it belongs to.
 * - Optional fields may be absent or null; an absent part leaves its section out, with a sentence that says so.
 */

/** Change it when an older page would misread the data. */
export const SCHEMA = "waferline-report/1";

/** How a number is shown. Shares and ratios are plain fractions: 0.034 in "share" is 3.4%, 1.4 in "ratio" is 1.40x. */
export type Unit =
  | "share" // fraction of paths, of funded principal, of receipts: shown in %
  | "ratio" // DSCR, cover: shown as 1.40x
  | "ltv" // balance over value: shown in % (85%)
  | "usd" // shown as $2.22bn, $17.5m, $42,578
  | "bp" // basis points
  | "rate" // a year's rate as a fraction: shown in % with two decimals
  | "years"
  | "months"
  | "usd/gpu-hour"
  | "usd/gpu"
  | "usd/kwh"
  | "count"
  | "number";

export type Maybe = number | null;
export type Monthly = Maybe[];
/** "YYYY-MM" */
export type CalendarMonth = string;

/** One number with its standard error. */
export interface Figure {
  /** "pd", "lgd", "expected_loss", "es99", "wal", "break_even_spread_bp", ...: any; these are shown in the order given. */
  name: string;
  /** "Probability of default" */
  label: string;
  unit: Unit;
  value: Maybe;
  /** null only for a number that has no sampling error (a term, a deterministic schedule). */
  standard_error: Maybe;
  /** One sentence: what is counted over what. */
  help: string;
  source?: string | null;
  /** true: one of the four to six figures that stand in large type under the verdict. */
  key?: boolean;
}

/** The model's figure beside what the market, a filing or an agency says. */
export interface MarketRow {
  /** "Spread asked for this risk" */
  what: string;
  unit: Unit;
  /** The model's own number for the same thing; null when there is none. */
  model_value: Maybe;
  model_error: Maybe;
  /** Equal when the market gives one number. */
  value_low: Maybe;
  value_high: Maybe;
  /** Free text: "2026-08-25", "Q2 2026" */
  date: string;
  source: string;
  /** One short clause on how the two compare: "below the contract's 400 bp". May be empty. */
  note?: string | null;
}

/** A quantity month by month over all paths in which it exists. All arrays are monthly. */
export interface Band {
  name: string;
  label: string;
  unit: Unit;
  mean: Monthly;
  mean_error: Monthly;
  p05: Monthly;
  p25: Monthly;
  p50: Monthly;
  p75: Monthly;
  p95: Monthly;
  /** Share of all paths that are in the band in the month; drawings stop where fewer than one path in twenty is left. */
  present?: Monthly | null;
}

/** The share of all paths for which something holds in a month, or has happened by it. */
export interface ShareSeries {
  /** "defaulted" (by then), "under_water_market", "under_water_liquidation", "trapped" (in the month) are drawn together; others under "Other series". */
  name: string;
  label: string;
  share: Monthly;
  error: Monthly;
}

export interface Term {
  label: string;
  /** Written out by the engine: "SOFR + 4.00%, floor 0.00%" */
  value: string;
  /** Steps in their order, numbered below the value: the priority of payments. */
  items?: string[] | null;
  /** true: a row of its own over the whole width. Terms with items always are. */
  wide?: boolean;
  source?: string | null;
}

export type Grade = "sound" | "watch" | "unsound";

export interface Verdict {
  grade: Grade;
  /** One sentence, at most about 120 characters. */
  headline: string;
  /** Two to five plain sentences with the numbers that carry the verdict. */
  sentences: string[];
  /** The stated rule by which the grade follows from the figures. */
  rule: string;
}

/** A model rating is shown only with its scale. */
export interface Rating {
  grade: string;
  scale: string;
}

export interface Covenant {
  name: string;
  /** "Debt service cover" */
  label: string;
  /** "dscr", "contract_realization", ... */
  test: string;
  /** "at least 1.40, trailing 3 months" */
  limit_text: string;
  limit: number;
  is_minimum: boolean;
  /** "event of default" or "cash trap" */
  effect: string;
  first_test: CalendarMonth;
  /** Paths with a first breach, cured or not. */
  breach_share: Maybe;
  breach_error: Maybe;
  /** Paths in which no other covenant broke earlier. */
  breaks_first_share: Maybe;
  breaks_first_error: Maybe;
  /** Share of all paths whose first breach is in the month. */
  first_breach_by_month: Monthly;
  /** The tested value, null in months without a test; `unit` says how to show it and `limit`. */
  value: Band | null;
  unit: Unit;
}

/** Mean cash of a month over all paths, for one payee or one source. */
export interface CashSeries {
  name: string;
  label: string;
  mean: Monthly;
}

export interface Cash {
  /** Where cash comes from: contracted rent, re-leased and on-demand rent, hedge, guarantee, cures, sale proceeds. */
  receipts: CashSeries[];
  /** Where it goes, in order of priority: opex, fees, hedge, interest, principal, reserves, sponsor. */
  payments: CashSeries[];
}

export interface Rollover {
  /** Rent under take-or-pay contracts as projected, the same on every path: `rent·H·chips`. */
  contracted_receipts: Monthly;
  /** Running cost expected at the same time. */
  operating_cost: Monthly;
  /** Scheduled interest (forward curve), fees, hedge and principal. */
  debt_service: Monthly;
  /** Scheduled balance at the end of the month. */
  scheduled_balance: Monthly;
  /** `ends` is the first month without the contract. */
  contracts: { label: string; ends: CalendarMonth; share: number }[];
  maturity: CalendarMonth;
  /** Uncontracted tail (balance and share left at the last contract's end), break-even re-lease rent, rent at that month. */
  figures: Figure[];
}

export interface DriverRow {
  name: string;
  label: string;
  unit: Unit;
  mean_all: Maybe;
  mean_bad: Maybe;
  difference: Maybe;
  difference_error: Maybe;
  /** Difference over the standard deviation across all paths. */
  standardised: Maybe;
}

export interface Drivers {
  /** "paths in default" or "the worst 1% by loss" */
  bad_paths_are: string;
  bad_paths: number;
  rows: DriverRow[];
}

/** Loss as a share of funded principal, present value. */
export interface LossDistribution {
  no_loss_share: number;
  no_loss_error: Maybe;
  /** n+1 edges, ascending, as fractions of funded. */
  bin_edges: number[];
  /** n shares of ALL paths; with `no_loss_share` they add to 1. */
  bin_share: number[];
}

export interface Cause {
  label: string;
  /** Share of all paths. */
  share: number;
  error: Maybe;
}

export interface ReplaySeries {
  /** "balance", "value_market", "value_liquidation" are drawn; all are listed in the month table. */
  name: string;
  label: string;
  unit: Unit;
  values: Monthly;
}

export interface ReplayEvent {
  month: CalendarMonth;
  /** "DSCR fails its test" */
  text: string;
  /** "note" is context (a release, a contract's end), "warn" a breach, draw stop or trap, "bad" a default, sale or loss. */
  kind: "note" | "warn" | "bad";
  value?: Maybe;
  limit?: Maybe;
  unit?: Unit;
}

export interface Replay {
  /** "Median", "Bad: first percentile", "Worst" */
  title: string;
  /** Why this path was picked, and how it ends, in a sentence. */
  why: string;
  /** Decimal text: the path's number, for `waferline replay`. */
  path: string;
  series: ReplaySeries[];
  events: ReplayEvent[];
}

export interface Facility {
  name: string;
  label: string;
  borrower: string;
  verdict: Verdict;
  rating?: Rating | null;
  terms: Term[];
  figures: Figure[];
  market: MarketRow[];
  /**
   * Any bands. The page knows these by name: balance, value_book, value_market, value_liquidation (usd), ltv_book, ltv_market,
   * ltv_liquidation (ltv), dscr (ratio). Others are drawn under "Other series".
   */
  bands: Band[];
  shares: ShareSeries[];
  covenants: Covenant[];
  cash?: Cash | null;
  rollover?: Rollover | null;
  drivers?: Drivers | null;
  loss?: LossDistribution | null;
  default_causes: Cause[];
  replays: Replay[];
}

export interface ChipCurve {
  name: string;
  label: string;
  rent: Band;
  value: Band;
  /** New price at the start, drawn as a reference in the value chart. */
  price_usd?: Maybe;
}

/** Planned release of a chip; the quantiles are of the slipped date over all paths. */
export interface Release {
  label: string;
  month: CalendarMonth;
  p05?: CalendarMonth | null;
  p95?: CalendarMonth | null;
}

export interface Assumption {
  /** "facility.ddtl3.margin_bp" */
  key: string;
  /** As written, or as the registry's default: "400", "\"take-or-pay\"", "72 rows" */
  value: string;
  unit: string;
  /** Empty when the file gives none. */
  source: string;
  /** For judgement: the distribution it was drawn from, in words. Empty otherwise. */
  prior: string;
  /** false: the registry's default stands. */
  stated: boolean;
  /** "world.toml:41" */
  place?: string | null;
}

/** One line of what was checked or counted: open at horizon, out of range, worst cash imbalance. */
export interface Check {
  label: string;
  value: Maybe;
  unit: Unit;
  /** false is shown as a warning. */
  ok: boolean;
  help: string;
}

export interface Note {
  title: string;
  text: string;
}

/** A line of the manifest: input hashes, options, CPU level, command. */
export interface ManifestRow {
  label: string;
  value: string;
}

export interface Report {
  schema: string;
  /** true puts a banner on the page: invented data, for development only. */
  synthetic?: boolean;
  title: string;
  start: CalendarMonth;
  months: number;
  paths: number;
  /** Decimal text, since a 64-bit seed doesn't fit a JSON number. */
  seed: string;
  digest: string;
  version: string;
  /** "2026-11-22", given by the program that ran. */
  run_date: string;
  facilities: Facility[];
  chips: ChipCurve[];
  releases: Release[];
  assumptions: Assumption[];
  /** How the result was made, and what the data can't identify. */
  model_notes: Note[];
  checks: Check[];
  manifest: ManifestRow[];
}
