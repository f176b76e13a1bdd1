import type { OperationContext } from "../../platform/context.ts";
import { civilDate } from "../../shared/civil-time.ts";
import { normaliseIdentityNumber } from "../../shared/identity-number.ts";
import { normalisePhone } from "../../shared/phone.ts";
import { refusal } from "../../shared/refusal.ts";
import { normaliseLine } from "../../shared/text.ts";
import type { Resident, ResidentInput } from "./contract.ts";
import { groupsOn, isMaskedFor, maskResident } from "./rules.ts";
import { findKnown, findResidents, insertResident, type Person, saveResident } from "./store.ts";

/** Keyed hash of a phone as `contact_lookup` columns hold it; undefined when the text is no phone number. */
export function phoneLookup(ctx: OperationContext, phone: string): string | undefined {
  const normal = normalisePhone(phone, ctx.pack.areaCode);
  return normal === undefined ? undefined : ctx.lookup("phone", normal);
}

/**
 * Residents by id, as the caller may see them: only those within reach, masked above the clinic.
 * @param options.full unmasked whatever the role: for messages, keyed values and reasoned reveals, never for an answer
 */
export async function residentsByIds(
  ctx: OperationContext,
  ids: readonly (string | null)[],
  options: { full?: boolean } = {},
): Promise<Map<string, Resident>> {
  const found = await findResidents(
    ctx,
    ids.filter((id) => id !== null),
  );
  const today = civilDate(ctx.now);
  const shown = (resident: Resident) =>
    !options.full && masksFor(ctx, resident.id) ? maskResident(resident, today) : resident;
  return new Map(found.map((resident) => [resident.id, shown(resident)]));
}

/** Whether the caller sees a resident's data (or, with null, an unnamed person's words) masked. */
export function masksFor(ctx: OperationContext, residentId: string | null): boolean {
  const own = ctx.caller.kind === "resident" ? ctx.caller.residentId : null;
  return isMaskedFor({ kind: ctx.caller.kind, role: ctx.role, residentId: own }, residentId);
}

/**
 * The row of whoever a matter is about. A signed-in resident's own row takes what he tells; for others a person known by
 * the same name and phone is found again (三台融合) and only completed, never overwritten; else a row is made.
 * @param options.unitPath the clinic that may read the row before there is a matter
 * @param options.refused the person did not want to say who he is (S32)
 * @returns the id, or null when nothing was told that names or helps a person
 * @throws Refusal PHONE_INVALID, ID_NUMBER_INVALID (GB 11643)
 */
export async function ensureResident(
  ctx: OperationContext,
  input: ResidentInput,
  options: { unitPath: string; refused?: boolean },
): Promise<string | null> {
  const told = personOf(ctx, input, options.refused ?? false);
  if (ctx.caller.kind === "resident") {
    await complete(ctx, ctx.caller.residentId, told, "told");
    return ctx.caller.residentId;
  }
  if (!told.name && !told.phone && !told.idNumber && !told.address && told.needs.length === 0) return null;
  const known = told.name && told.phone ? await findKnown(ctx, told.phone, told.name) : undefined;
  if (known === undefined) return await insertResident(ctx, told, options.unitPath);
  await complete(ctx, known, told, "kept");
  return known;
}

/** Puts a resident's data right: what is named is replaced, an empty text takes it away. */
export async function correctResident(ctx: OperationContext, before: Resident, input: ResidentInput): Promise<void> {
  const told = personOf(ctx, input, before.identityRefused);
  const next = <K extends keyof ResidentInput & keyof Person>(key: K): Person[K] =>
    input[key] === undefined ? (before[key] as Person[K]) : told[key];
  const person: Person = {
    name: next("name"),
    // Whoever proved to hold a phone signs in with it: nobody else puts another in its place.
    phone: before.phoneVerified ? before.phone : next("phone"),
    idNumber: next("idNumber"),
    address: next("address"),
    groups: next("groups"),
    needs: next("needs"),
    identityRefused: before.identityRefused,
  };
  person.groups = groupsOn(person.groups, person.idNumber, civilDate(ctx.now));
  await saveResident(ctx, before.id, person);
}

/** Completes a row that the caller reaches; a row beyond the wall stays as it is. `wins` says whose value holds. */
async function complete(ctx: OperationContext, id: string, told: Person, wins: "told" | "kept"): Promise<void> {
  const [kept] = await findResidents(ctx, [id]);
  if (!kept) return;
  const pick = (one: string | null, other: string | null) => (wins === "told" ? (one ?? other) : (other ?? one));
  const idNumber = pick(told.idNumber, kept.idNumber);
  await saveResident(ctx, id, {
    name: pick(told.name, kept.name),
    phone: kept.phoneVerified ? kept.phone : pick(told.phone, kept.phone),
    idNumber,
    address: pick(told.address, kept.address),
    groups: groupsOn([...kept.groups, ...told.groups], idNumber, civilDate(ctx.now)),
    needs: [...new Set([...kept.needs, ...told.needs])],
    identityRefused: kept.identityRefused || told.identityRefused,
  });
}

function personOf(ctx: OperationContext, input: ResidentInput, identityRefused: boolean): Person {
  const idNumber = input.idNumber ? normaliseIdentityNumber(input.idNumber) : null;
  if (idNumber === undefined) throw refusal("ID_NUMBER_INVALID");
  const phone = input.phone ? normalisePhone(input.phone, ctx.pack.areaCode) : null;
  if (phone === undefined) throw refusal("PHONE_INVALID");
  return {
    name: normaliseLine(input.name ?? "") || null,
    phone,
    idNumber,
    address: normaliseLine(input.address ?? "") || null,
    groups: groupsOn(input.groups ?? [], idNumber, civilDate(ctx.now)),
    needs: [...new Set(input.needs ?? [])],
    identityRefused,
  };
}
