import { type CivilDate, isCivilDate } from "./civil-time.ts";

/** GB 11643-1999: weights of the first 17 digits and the check signs by remainder. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_SIGNS = "10X98765432";

/** Check sign (`0`–`9` or `X`) of the first 17 digits of a citizen identity number. Throws RangeError otherwise. */
export function identityCheckSign(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError("17 digits expected");
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK_SIGNS[sum % 11]!;
}

/**
 * The 18-sign number as it is kept (full-width digits folded, spaces and hyphens removed, `X` upper case), or undefined
 * when length, birth date or check sign is wrong (GB 11643). 15-digit numbers are no longer valid (since 2013).
 */
export function normaliseIdentityNumber(text: string): string | undefined {
  const value = text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(value)) return undefined;
  if (birthDateOf(value) === undefined) return undefined;
  return identityCheckSign(value.slice(0, 17)) === value[17] ? value : undefined;
}

/** Whether a text is a citizen identity number. */
export function isIdentityNumber(text: string): boolean {
  return normaliseIdentityNumber(text) !== undefined;
}

/** Birth date (digits 7–14) of an 18-sign number, or undefined when it is none of the calendar. No check sign needed. */
export function birthDateOf(value: string): CivilDate | undefined {
  const found = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/i.exec(value);
  if (!found) return undefined;
  const date = `${found[1]}-${found[2]}-${found[3]}`;
  return isCivilDate(date) ? date : undefined;
}

/**
 * Full years of age on a civil date; negative before birth. The year is full on the birthday itself
 * (Civil Code practice counts from the day after; asking and masking may be a day earlier, see {@link isUnder14}).
 * Somebody born on 29 February is a year older on 1 March of a common year.
 */
export function ageOn(birth: CivilDate, date: CivilDate): number {
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4));
  return date.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** Under 14 on that date, the 14th birthday included: 周岁 is full from the day after it (PRV-04, PIPL art. 31). */
export function isUnder14(birth: CivilDate, date: CivilDate): boolean {
  const age = ageOn(birth, date);
  return age < 14 || (age === 14 && birth.slice(5) === date.slice(5));
}

/** 60 or older on that date (legal-aid group ≥ 60, domain brief §7 F2). */
export function isElder60(birth: CivilDate, date: CivilDate): boolean {
  return ageOn(birth, date) >= 60;
}
