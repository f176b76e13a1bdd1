/**
 * The contract of triage: what goes in, what comes out.
 * Evidence is always an exact substring of the person's own words, with its place in the text.
 * The person's words are never stored in clear: callers keep codes, not evidence (docs/architecture.md, Sealed data).
 */

/** The 18 plain categories; the city pack owns their labels. */
export const CATEGORY_CODES = [
  "FAMILY",
  "INHERIT",
  "LABOUR",
  "DEBT",
  "CONTRACT",
  "HOUSING",
  "LAND",
  "EXPROPRIATION",
  "TRAFFIC",
  "TORT",
  "CONSUMER",
  "NEIGHBOUR",
  "CRIMINAL",
  "ADMIN",
  "PROCEDURE",
  "PAPERS",
  "BUSINESS",
  "NOT_LEGAL",
] as const;
export type CategoryCode = (typeof CATEGORY_CODES)[number];

/** The eight risk flags of shared/engines.md §1. */
export const FLAG_CODES = [
  "VIOLENCE_NOW",
  "SELF_HARM",
  "CHILD_IN_DANGER",
  "VIOLENCE_AT_HOME",
  "DETAINED",
  "ELDER_FRAUD",
  "GROUP_WAGES",
  "LIMITATION_NEAR",
] as const;
export type FlagCode = (typeof FLAG_CODES)[number];

/** Flags on which the portal shows emergency numbers and calls a person at once. */
export const DANGER_FLAGS: readonly FlagCode[] = ["VIOLENCE_NOW", "SELF_HARM", "CHILD_IN_DANGER", "VIOLENCE_AT_HOME"];

export const SERVICE_LINE_CODES = [
  "CONSULT",
  "LEGAL_AID",
  "MEDIATION",
  "NOTARY",
  "ARBITRATION",
  "POLICE",
  "ADMIN_REVIEW",
  "OTHER_DEPARTMENT",
] as const;
export type ServiceLineCode = (typeof SERVICE_LINE_CODES)[number];

/** Offsets into the text as given (UTF-16 code units, end exclusive). */
export type Span = { start: number; end: number };

export type TriageCategory = { code: CategoryCode; score: number; evidence: string[]; spans: Span[] };
export type TriageFlag = { code: FlagCode; evidence: string[]; spans: Span[] };
export type TriageServiceLine = { code: ServiceLineCode; reason: string };

/** A clock that may run. Without a known date there is no `lastDay`, only the rule in `text`. */
export type TriageLimitation = {
  code: string;
  name: string;
  evidence: string[];
  startsOn?: string;
  lastDay?: string;
  text: string;
  law: string;
};

/** One clarifying question; `addsText` is appended to the person's words before triage runs again. */
export type TriageAsk = {
  code: string;
  question: string;
  options: { value: string; label: string; addsText: string }[];
};

export type TriageResult = {
  /** version of the lexicon that answered, for the record */
  lexiconVersion: string;
  categories: TriageCategory[];
  flags: TriageFlag[];
  serviceLines: TriageServiceLine[];
  limitations: TriageLimitation[];
  ask?: TriageAsk;
  /** true: hand to a person instead of showing categories as an answer */
  abstain: boolean;
  /** “这像是拖欠工资的事”; empty when abstaining */
  titled: string;
};

/**
 * Terms of one category, separated by spaces. `*` is a gap of at most eight characters inside one sentence,
 * `(甲|乙)` is a choice. A guard speaks against the category.
 */
export type CategoryLexicon = {
  code: CategoryCode;
  decisive: string;
  strong: string;
  weak: string;
  guards: string;
};

export type Lexicon = { version: string; legalOwner: string; categories: CategoryLexicon[] };

export type TriageOptions = { today: string; lexicon?: Lexicon };
