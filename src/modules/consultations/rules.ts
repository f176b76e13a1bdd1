import type { CivilDate } from "../../shared/civil-time.ts";

/** Letters of a verify code: none that look alike on paper. */
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/**
 * Code printed on an advice sheet, by which anybody can check that it is ours.
 * @param random at least eight random bytes
 */
export function verifyCode(random: Uint8Array): string {
  return Array.from(random.subarray(0, 8), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** Number of the n-th sheet of a matter. */
export const sheetNumber = (matterNumber: string, nth: number): string => `${matterNumber}-J${nth}`;

/** Why a consultation cannot be signed, or undefined. A deferred answer (约期答复) is due today at the earliest. */
export function signRefusal(
  consultation: { state: string; note: string | null },
  deferredTo: CivilDate | undefined,
  today: CivilDate,
): "CONSULTATION_SIGNED" | "NOTE_EMPTY" | "DATE_IN_PAST" | undefined {
  if (consultation.state === "signed") return "CONSULTATION_SIGNED";
  if (!consultation.note?.trim()) return "NOTE_EMPTY";
  if (deferredTo && deferredTo < today) return "DATE_IN_PAST";
  return undefined;
}

/** What may be done with a consultation: only its own practitioner, only while it is open; a sheet once. */
export function consultationMoves(own: boolean, state: string, hasSheet: boolean): string[] {
  if (!own) return [];
  const moves = state === "open" ? ["saveNote", "sign"] : [];
  return hasSheet ? moves : [...moves, "issueSheet"];
}
