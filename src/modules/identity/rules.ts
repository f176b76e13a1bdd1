import { isAreaPath, tierOf } from "../../shared/area-path.ts";
import { adminRoles, type Permission, type Role } from "../../shared/permissions.ts";

/** Roles that an account may be granted. */
export type StaffRole = Exclude<Role, "anonymous" | "resident">;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Length of sessions in milliseconds: unused (`idle`) and at all (`absolute`); SEC-02. */
export const sessionLimits = {
  staff: { idle: 15 * MINUTE, absolute: 8 * HOUR },
  resident: { idle: 30 * MINUTE, absolute: 24 * HOUR },
  /** Sessions one staff account may hold at once; the oldest ends. */
  parallelStaff: 2,
} as const;

/** A session is noted as used at most this often (milliseconds). */
const TOUCH_EVERY = MINUTE;

/** True when the use of a session has to be noted. */
export const isTouchDue = (session: { seenAt: Date }, now: Date): boolean =>
  now.getTime() - session.seenAt.getTime() >= TOUCH_EVERY;

/** True while a session was used lately enough and is not over (SEC-02). */
export function isSessionAlive(
  kind: "staff" | "resident",
  session: { seenAt: Date; expiresAt: Date },
  now: Date,
): boolean {
  return now < session.expiresAt && now.getTime() - session.seenAt.getTime() < sessionLimits[kind].idle;
}

/** One-time links end after a day at the latest (SEC-05). */
export const MAX_LINK_HOURS = 24;
/** Accounts that nobody used for so long are disabled (SEC-06). */
export const IDLE_ACCOUNT_DAYS = 60;

/** The instant before which an account must have been used last to be idle. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - IDLE_ACCOUNT_DAYS * DAY);

/** Passwords end after this many days (SEC-01). */
export const PASSWORD_DAYS = 90;

/** True when the next thing to do is to set a password: none yet, or older than 90 days. A demo opens without one. */
export function mustSetPassword(setAt: Date | null, now: Date, demo: boolean): boolean {
  if (setAt === null) return !demo;
  return now.getTime() - setAt.getTime() >= PASSWORD_DAYS * DAY;
}

/** What is counted of failed sign-ins under one name. */
export interface Failures {
  failures: number;
  lastFailedAt: Date | null;
  lockedUntil: Date | null;
}

const FREE_FAILURES = 5;
const FIRST_LOCK = 15 * MINUTE;
const LONGEST_LOCK = 24 * HOUR;

/**
 * The count after one more failure (SEC-02). The fifth locks for 15 minutes and each further one twice as long as the
 * one before, up to 24 hours. A success clears the count, a day without failure forgets it: so nobody has more than 20
 * guesses at one account in any 24 hours, however slowly they come.
 */
export function afterFailure(before: Failures, now: Date): Failures {
  const forgotten = before.lastFailedAt === null || now.getTime() - before.lastFailedAt.getTime() >= DAY;
  const failures = (forgotten ? 0 : before.failures) + 1;
  const doublings = failures - FREE_FAILURES;
  const lock = doublings < 0 ? 0 : Math.min(LONGEST_LOCK, FIRST_LOCK * 2 ** Math.min(doublings, 10));
  return { failures, lastFailedAt: now, lockedUntil: lock === 0 ? null : new Date(now.getTime() + lock) };
}

/** True while a name is locked. */
export const isLocked = (failures: Pick<Failures, "lockedUntil">, now: Date): boolean =>
  failures.lockedUntil !== null && now < failures.lockedUntil;

/** True for the three separated administrators (SEC-07). */
export const isAdminRole = (role: Role): boolean => (adminRoles as readonly Role[]).includes(role);

/** Why a grant cannot be given as it stands: its unit does not fit the role, or what it needs is missing. */
export function grantRefusal(grant: {
  role: StaffRole;
  unitPath: string;
  clinicId?: string;
  practitionerId?: string;
}): "GRANT_INCOMPLETE" | undefined {
  const { role, unitPath } = grant;
  if (!isAreaPath(unitPath)) return "GRANT_INCOMPLETE";
  const tier = unitPath === "/" ? "city" : tierOf(unitPath);
  const fits: Record<StaffRole, boolean> = {
    proxy: tier === "village" || tier === "clinic",
    clerk: tier === "clinic" && grant.clinicId !== undefined,
    practitioner: unitPath !== "/" && grant.practitionerId !== undefined,
    town: tier === "town",
    district: tier === "district",
    city: tier === "city",
    systemAdmin: tier === "city",
    securityAdmin: tier === "city",
    auditAdmin: tier === "city",
  };
  return fits[role] ? undefined : "GRANT_INCOMPLETE";
}

/**
 * True when one person may hold these roles together: an administrator's role stands alone, so that nobody who keeps
 * the system also reads matters, and no two of the three are one person (SEC-07).
 */
export function rolesGoTogether(held: readonly StaffRole[]): boolean {
  return held.length < 2 || !held.some(isAdminRole);
}

/** The system administrator cannot sign in as another administrator by minting him a link (SEC-07). */
export function linkRefusal(account: {
  own: boolean;
  roles: readonly StaffRole[];
  hasPassword: boolean;
}): "OWN_ACCOUNT" | "ADMIN_ACCOUNT" | undefined {
  if (account.own) return "OWN_ACCOUNT";
  return account.hasPassword && account.roles.some(isAdminRole) ? "ADMIN_ACCOUNT" : undefined;
}

/** The moves of an account's row: state and permission together. */
export function accountMovesFor(account: {
  own: boolean;
  disabled: boolean;
  locked: boolean;
  roles: readonly StaffRole[];
  hasPassword: boolean;
  may: (permission: Permission) => boolean;
}): ("newLink" | "disableAccount" | "enableAccount" | "unlockAccount" | "giveGrant")[] {
  const { may, disabled, own } = account;
  const moves = [
    ["newLink", may("account:create") && !disabled && linkRefusal(account) === undefined],
    ["disableAccount", may("account:disable") && !disabled && !own],
    ["enableAccount", may("account:disable") && disabled],
    ["unlockAccount", may("account:unlock") && account.locked],
    ["giveGrant", may("grant:give") && !own && !disabled],
  ] as const;
  return moves.filter(([, open]) => open).map(([move]) => move);
}

/** The grant a new session starts under: the one used last, else the oldest; undefined when there is none. */
export function startingGrant<G extends { id: string }>(
  grants: readonly G[],
  lastUsed: string | undefined,
): G | undefined {
  return grants.find((grant) => grant.id === lastUsed) ?? grants[0];
}
