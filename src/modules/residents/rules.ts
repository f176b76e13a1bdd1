import type { CivilDate } from "../../shared/civil-time.ts";
import { ageOn, birthDateOf, isUnder14 } from "../../shared/identity-number.ts";
import { maskAddress, maskIdNumber, maskName, maskPhone } from "../../shared/mask.ts";
import type { Resident } from "./contract.ts";

/** A code may be used for ten minutes, once, and guessed at five times (SEC-02). */
export const CODE_MINUTES = 10;
export const CODE_ATTEMPTS = 5;

/** How often a code may be asked for (API4): tokens that come back evenly, `burst` at once at most. */
export const codeLimits = {
  number: [
    { per: "minute", perMinute: 1, burst: 1 },
    { per: "hour", perMinute: 5 / 60, burst: 5 },
    { per: "day", perMinute: 10 / 1440, burst: 10 },
  ],
  ip: { perMinute: 100 / 1440, burst: 100 },
  /** Guesses at one number, whatever the number of codes (SEC-02). */
  guesses: { perMinute: 20 / 1440, burst: 20 },
} as const;

/** What is known of a code when somebody types one. */
export interface CodeFacts {
  expiresAt: Date;
  usedAt: Date | null;
  attempts: number;
}

/** Why a code cannot be tried any more; undefined when it may be compared. A missing code reads like an old one. */
export function codeRefusal(code: CodeFacts | undefined, now: Date): "CODE_EXPIRED" | undefined {
  if (!code || code.usedAt !== null || code.attempts >= CODE_ATTEMPTS || now >= code.expiresAt) return "CODE_EXPIRED";
  return undefined;
}

type Group = Resident["groups"][number];

/**
 * The groups somebody belongs to: those he named, and those his identity number shows on the civil date
 * (未成年人 under 18, Civil Code art. 17; 老年人 from 60).
 */
export function groupsOn(named: readonly Group[], idNumber: string | null, date: CivilDate): Group[] {
  const groups = new Set(named);
  const birth = idNumber === null ? undefined : birthDateOf(idNumber);
  if (birth !== undefined && ageOn(birth, date) < 18) groups.add("minor");
  if (birth !== undefined && ageOn(birth, date) >= 60) groups.add("elderly");
  return [...groups];
}

/** True when the number shows a child under 14, for whom a guardian must agree (PRV-04, PIPL art. 31). */
export function isChild(idNumber: string | null, date: CivilDate): boolean {
  const birth = idNumber === null ? undefined : birthDateOf(idNumber);
  return birth !== undefined && isUnder14(birth, date);
}

/** Who is looking, as far as masks care. */
export interface Viewer {
  kind: "anonymous" | "resident" | "staff" | "system";
  role: string;
  residentId: string | null;
}

/**
 * Whether personal data come masked: everybody above the handling clinic (town, district, city) and whoever has no role
 * in the case. The clinic's window, who serves, the proxy who helps and the person himself see them in full.
 */
export function isMaskedFor(viewer: Viewer, residentId: string | null): boolean {
  if (viewer.kind === "system") return false;
  if (viewer.kind === "resident") return residentId === null || viewer.residentId !== residentId;
  return !(viewer.kind === "staff" && ["clerk", "practitioner", "proxy"].includes(viewer.role));
}

/** The same resident as masks allow it (standards §1.4, MSK-01). */
export function maskResident(resident: Resident, on: CivilDate): Resident {
  const child = isChild(resident.idNumber, on);
  return {
    ...resident,
    name: resident.name && maskName(resident.name),
    phone: resident.phone && maskPhone(resident.phone),
    idNumber: resident.idNumber && (child ? "***" : maskIdNumber(resident.idNumber, on)),
    address: resident.address && maskAddress(resident.address),
    masked: true,
  };
}
