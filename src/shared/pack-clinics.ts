/** Clinics follow from areas by the rules of `clinics.json` (N2.1, N2.2). Pure and deterministic: no seed, no clock. */
import { type AreaTier, areaPathOf, clinicPath, isWithin, parentPath } from "./area-path.ts";
import { type CivilDate, minutesOfDay, weekdayOf, weekOfMonth } from "./civil-time.ts";
import { type Area, PackError } from "./pack-areas.ts";
import type { ACCESS_FACTS, ClinicRules, ServiceFormCode, SessionRule, TimeTypeCode } from "./pack-schemas.ts";

/** A session that comes back: every week, or on the n-th weekdays of a month. Public holidays are the roster's matter. */
export interface WeeklyPattern {
  /** Id of the rule it comes from. */
  rule: string;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** 1–4: which of its weekday in the month; null for every week. */
  weeks: number[] | null;
  start: string;
  end: string;
  form: ServiceFormCode;
  timeType: TimeTypeCode;
  /** People who serve side by side. */
  seats: number;
  /** Residents who can be served in one session, all seats together. */
  capacity: number;
}

export interface ClinicAccess {
  ramp: boolean;
  lift: boolean;
  accessibleToilet: boolean;
  signLanguage: boolean;
  hearingLoop: boolean;
  dialects: string[];
}

/** A clinic as the pack proposes it; the network module keeps the real one. */
export interface PackClinic {
  /** Five signs of 23456789abcdefghjkmnpqrstuvwxyz, the same for an area as long as its code is. */
  code: string;
  name: string;
  host: string;
  tier: AreaTier;
  areaCode: string;
  path: string;
  /** Codes of service lines. */
  lines: string[];
  /** Codes of professions that serve here. */
  staff: string[];
  address: string;
  /** Cannot be dialled: 0519-0000xxxx. The hotline is the number to show. */
  phone: string;
  /** Address, phone and access facts are invented until the bureau enters its own. */
  demoContact: true;
  access: ClinicAccess;
  patterns: WeeklyPattern[];
}

const SIGNS = "23456789abcdefghjkmnpqrstuvwxyz";

/** FNV-1a with a final mix: 32 bits, equal everywhere. Spreads, hides nothing. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const sign of text) value = Math.imul(value ^ sign.codePointAt(0)!, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function chance(text: string): number {
  return hash(text) / 0x1_0000_0000;
}

function signsOf(value: number): string {
  let rest = value;
  let code = "";
  for (let place = 0; place < 5; place += 1) {
    code += SIGNS[rest % SIGNS.length];
    rest = Math.floor(rest / SIGNS.length);
  }
  return code;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** A step through `size` places that visits all of them and keeps neighbours apart (about 0.38 of the circle). */
function strideOf(size: number): number {
  let stride = Math.max(1, Math.round(size * 0.382));
  while (gcd(stride, size) !== 1) stride += 1;
  return stride;
}

function timeTypeOf(weekday: number, start: string): TimeTypeCode {
  if (weekday >= 6) return "weekend";
  return start >= "18:00" ? "night" : "regular";
}

/** `rank`: place among the areas of the same parent, so that neighbours get different slots. */
function patternsOf(rule: SessionRule, area: Area, rank: number, minutesEach: number): WeeklyPattern[] {
  if (rule.kinds && !rule.kinds.includes(area.kind)) return [];
  if (rule.share !== undefined && chance(`${area.code}:${rule.id}`) >= rule.share) return [];
  const slots = rule.slots.flatMap(({ weekdays, start, end }) => weekdays.map((weekday) => ({ weekday, start, end })));
  let chosen: { slot: (typeof slots)[number]; weeks: number[] | null }[];
  if (rule.take === undefined) chosen = slots.map((slot) => ({ slot, weeks: rule.weeks ?? null }));
  else {
    const places = (rule.weeks ?? [null]).flatMap((week) =>
      slots.map((slot) => ({ slot, weeks: week === null ? null : [week] })),
    );
    const first = (hash(`${area.parent ?? ""}:${rule.id}`) + rank * strideOf(places.length)) % places.length;
    const gap = Math.max(1, Math.floor(places.length / rule.take));
    const count = Math.min(rule.take, places.length);
    chosen = Array.from({ length: count }, (_, turn) => places[(first + turn * gap) % places.length]!);
  }
  return chosen
    .map(({ slot, weeks }) => ({
      rule: rule.id,
      ...slot,
      weeks,
      form: rule.form,
      timeType: rule.timeType ?? timeTypeOf(slot.weekday, slot.start),
      seats: rule.seats,
      capacity: rule.seats * Math.max(1, Math.floor((minutesOfDay(slot.end) - minutesOfDay(slot.start)) / minutesEach)),
    }))
    .sort((a, b) => a.weekday - b.weekday || a.start.localeCompare(b.start));
}

/** Whether a pattern has a session on a civil date by weekday and week of the month. Holidays are not looked at. */
export function occursOn(pattern: WeeklyPattern, date: CivilDate): boolean {
  return weekdayOf(date) === pattern.weekday && (pattern.weeks === null || pattern.weeks.includes(weekOfMonth(date)));
}

/**
 * One clinic for every area but those whose marks are in `withoutClinic`, in the order of the areas.
 * Throws {@link PackError} when a session ends before it starts.
 */
export function deriveClinics(areas: readonly Area[], rules: ClinicRules): PackClinic[] {
  const byPath = new Map(areas.map((area) => [area.path, area]));
  const ranks = new Map<string, number>();
  const taken = new Set<string>();
  const codeFor = (area: Area): string => {
    let turn = 0;
    let code = signsOf(hash(`clinic:${area.code}`));
    // A second area with the same signs tries on; earlier rows of areas.csv keep theirs.
    while (taken.has(code)) code = signsOf(hash(`clinic:${area.code}#${++turn}`));
    taken.add(code);
    return code;
  };
  for (const [tier, rule] of Object.entries(rules.tiers))
    for (const session of rule.sessions)
      for (const slot of session.slots)
        if (slot.end <= slot.start)
          throw new PackError("clinics.json", `${tier}, ${session.id}: ends before it starts`);

  const clinics: PackClinic[] = [];
  for (const area of areas) {
    if (area.marks.some((mark) => rules.withoutClinic.includes(mark))) continue;
    const rule = rules.tiers[area.tier];
    const rank = ranks.get(area.parent ?? "") ?? 0;
    ranks.set(area.parent ?? "", rank + 1);
    const fill = (template: string) =>
      template
        .replaceAll("{name}", area.name)
        .replaceAll("{shortName}", area.shortName)
        .replaceAll("{fullName}", fullNameOf(area, byPath));
    const code = codeFor(area);
    clinics.push({
      code,
      name: fill(rule.name),
      host: fill(rule.host),
      tier: area.tier,
      areaCode: area.code,
      path: clinicPath(area.path, code),
      lines: [...rule.lines],
      staff: [...rule.staff],
      address: `${fill(rule.address)}（${rules.demoMark}）`,
      phone: `${rules.phonePrefix}${String(hash(`phone:${area.code}`) % 10_000).padStart(4, "0")}`,
      demoContact: true,
      access: accessOf(area, rules),
      patterns: rule.sessions.flatMap((session) => patternsOf(session, area, rank, rules.minutesEach[session.form])),
    });
  }
  return clinics;
}

/** Short names from the city down: 常州市武进区湖塘镇花园村. */
function fullNameOf(area: Area, byPath: Map<string, Area>): string {
  const above = byPath.get(parentPath(area.path) ?? "");
  return (above ? fullNameOf(above, byPath) : "") + area.shortName;
}

function accessOf(area: Area, rules: ClinicRules): ClinicAccess {
  const shares = rules.tiers[area.tier].access;
  const has = (fact: (typeof ACCESS_FACTS)[number]) => chance(`${area.code}:${fact}`) < shares[fact];
  const { everywhere, byDistrict, sometimes } = rules.dialects;
  const district = Object.keys(byDistrict).find((code) => area.path.split("/").includes(code));
  const local = district === undefined ? rules.dialects.default : byDistrict[district]!;
  const rare = sometimes
    .filter(({ dialect, share }) => chance(`${area.code}:${dialect}`) < share)
    .map((row) => row.dialect);
  return {
    ramp: has("ramp"),
    lift: has("lift"),
    accessibleToilet: has("accessibleToilet"),
    signLanguage: has("signLanguage"),
    hearingLoop: has("hearingLoop"),
    dialects: [...new Set([...everywhere, ...local, ...rare])],
  };
}

/** Clinics at or below a path, the path's own included. */
export function clinicsWithin(clinics: readonly PackClinic[], reach: string): PackClinic[] {
  return clinics.filter((clinic) => isWithin(clinic.path, reach));
}

/** Code of the district a path lies in (`/3204/320412/…` → `320412`), undefined for the city and its own clinic. */
export function districtCodeOf(path: string): string | undefined {
  const code = areaPathOf(path).split("/")[2];
  return code === undefined || code === "" || code.startsWith("~") ? undefined : code;
}
