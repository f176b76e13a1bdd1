import type { TimeLimit } from "../../shared/time-limit.ts";
import { dueAt } from "../../shared/time-limit.ts";
import type { LocalDays } from "../../shared/working-days.ts";

/** How long a link to rate is good for. */
export const INVITATION_DAYS = 30;
const DAY = 86_400_000;

/** Last moment of an invitation. */
export const expiryOf = (invitedAt: Date): Date => new Date(invitedAt.getTime() + INVITATION_DAYS * DAY);

/** 不满意 and 非常不满意: somebody has to speak with the person (SLA-23). */
export const BAD_LEVEL = 2;
export const isBad = (level: number | null): boolean => level !== null && level <= BAD_LEVEL;

/** From 基本满意 on a rating counts as satisfied (D1). */
export const SATISFIED_LEVEL = 3;

/** Whether a rating asks for a talk: a bad level, or a service that the person says never took place. */
export const needsContact = (rating: { level: number | null; tookPlace: boolean | null }): boolean =>
  rating.tookPlace === false || isBad(rating.level);

/** Why a rating cannot be given, or undefined. A service that did not take place has no level. */
export function giveRefusal(
  rating: { ratedAt: string | null; expiresAt: Date },
  given: { tookPlace: boolean; level?: number },
  now: Date,
): "ALREADY_RATED" | "RATING_EXPIRED" | "LEVEL_MISSING" | undefined {
  if (rating.ratedAt !== null) return "ALREADY_RATED";
  if (now > rating.expiresAt) return "RATING_EXPIRED";
  if (given.tookPlace && given.level === undefined) return "LEVEL_MISSING";
  return undefined;
}

/** Why a talk cannot be written down, or undefined. */
export function contactRefusal(rating: {
  level: number | null;
  tookPlace: boolean | null;
  contactedAt: string | null;
}): "NOT_BAD" | "ALREADY_CONTACTED" | undefined {
  if (!needsContact(rating)) return "NOT_BAD";
  return rating.contactedAt === null ? undefined : "ALREADY_CONTACTED";
}

/** Whether whoever stayed silent is reminded now (SLA-22: once, when the limit after the invitation is over). */
export function remindNow(
  rating: { invitedAt: Date; expiresAt: Date; ratedAt: string | null; remindedAt: string | null },
  limit: TimeLimit,
  now: Date,
  local?: LocalDays,
): boolean {
  if (rating.ratedAt !== null || rating.remindedAt !== null || now > rating.expiresAt) return false;
  return now > dueAt(rating.invitedAt, limit, 0, local);
}

/** Two-sided 90 % of the normal distribution. */
const Z = 1.6449;

export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson score interval (90 %) of a share.
 * @param hits how many of `n`, 0 ≤ hits ≤ n
 * @param n at least 1
 * @returns bounds between 0 and 1
 */
export function wilson(hits: number, n: number): Interval {
  if (!(n >= 1) || !(hits >= 0) || !(hits <= n)) throw new RangeError(`no share: ${hits} of ${n}`);
  const p = hits / n;
  const zz = Z * Z;
  const middle = (p + zz / (2 * n)) / (1 + zz / n);
  const half = (Z / (1 + zz / n)) * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n));
  // Rounding must not push a bound over the share itself where all or none were satisfied.
  return { low: hits === 0 ? 0 : Math.max(0, middle - half), high: hits === n ? 1 : Math.min(1, middle + half) };
}

/** Ratings of a unit as counts: `rated` have a level, `satisfied` of them 基本满意 or better. Silence is in neither. */
export interface RatingCounts {
  rated: number;
  satisfied: number;
}

/** Satisfaction with its interval, or null without a single rating: silence is never counted as praise. */
export function satisfaction({ rated, satisfied }: RatingCounts): (Interval & { value: number }) | null {
  return rated === 0 ? null : { value: satisfied / rated, ...wilson(satisfied, rated) };
}

/** From this many ratings on the interval speaks for itself. */
export const SMALL_SAMPLE = 10;
const PRIOR_WEIGHT = 20;

/**
 * What a comparison of units counts (domain brief §5.2, D1): the lower Wilson bound; below ten ratings the share drawn
 * towards the district's, `(s + 20·p) / (n + 20)`.
 * @param districtShare satisfaction of the whole district, 0–1
 */
export function comparableSatisfaction({ rated, satisfied }: RatingCounts, districtShare: number): number {
  if (rated < SMALL_SAMPLE) return (satisfied + PRIOR_WEIGHT * districtShare) / (rated + PRIOR_WEIGHT);
  return wilson(satisfied, rated).low;
}

/**
 * Participation 参评率 (D2): of those who could be reached, how many answered; null when nobody could be.
 * @param answered of the reachable ones; a denied service is an answer too
 */
export const participation = (answered: number, reachable: number): number | null =>
  reachable === 0 ? null : answered / reachable;

/** What may be done with a rating. */
export const ratingMoves = (
  rating: { level: number | null; tookPlace: boolean | null; contactedAt: string | null },
  mayAnswer: boolean,
): string[] => (mayAnswer && contactRefusal(rating) === undefined ? ["contacted"] : []);
