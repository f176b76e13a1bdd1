import type { OperationContext } from "../../../platform/context.ts";
import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { codeOf } from "../../../shared/area-path.ts";
import { civilDate } from "../../../shared/civil-time.ts";
import type { InputOf } from "../../../shared/contract.ts";
import { normaliseIdentityNumber } from "../../../shared/identity-number.ts";
import { normalisePhone } from "../../../shared/phone.ts";
import { Invalid, notFound, refusal } from "../../../shared/refusal.ts";
import { type ClinicRef, clinicOfArea, findClinic } from "../../network/index.ts";
import { notify } from "../../notifications/index.ts";
import type { Resident } from "../../residents/contract.ts";
import { ensureResident, phoneLookup, residentsByIds } from "../../residents/index.ts";
import { isChild } from "../../residents/rules.ts";
import { codesOf } from "../../triage/index.ts";
import { startClock } from "../cases.ts";
import { mattersContract } from "../contract.ts";
import { clockAtOpening, mayOpenAt, numberOf, residentChannels } from "../rules.ts";
import { findOnce, insertMatter, nextNumber } from "../store.ts";
import { insertEvent } from "../store-timeline.ts";

type Input = InputOf<typeof mattersContract.open>;

/**
 * Takes up a matter (N3.4: one matter, one number, wherever it was told). Triage sorts it where nobody did; kept are its
 * codes, never the words it went by. The clock of the channel starts.
 */
export const open = operation(mattersContract.open, async (ctx, input) => {
  if (ctx.caller.kind === "resident" && !residentChannels.includes(input.channel))
    throw new Invalid([{ path: ["channel"], message: "请选“网上提问”或“到门诊来”" }]);
  if (input.category && !ctx.pack.categories.some((row) => row.code === input.category))
    throw refusal("CATEGORY_UNKNOWN");
  // Whoever acts for somebody else asked him first (PIPL art. 13, 29).
  const consented = input.consent === "spoken" || input.consent === "written";
  if (ctx.role === "proxy" && !consented) throw refusal("CONSENT_NEEDED");
  const clinic = await clinicFor(ctx, input.clinicId);
  const resident = await residentFor(ctx, input, clinic.path);
  if (!consented && isChild(resident?.idNumber ?? null, civilDate(ctx.now))) throw refusal("GUARDIAN_NEEDED");

  const triage = codesOf(ctx, input.text);
  const guessed = triage.abstain ? undefined : triage.categories[0]?.code;
  const known = (code: string) => ctx.pack.categories.some((row) => row.code === code);
  const category = input.category ?? (guessed && known(guessed) ? guessed : null);
  const categoryBy = input.category
    ? ctx.caller.kind === "resident"
      ? "resident"
      : "staff"
    : category
      ? "triage"
      : null;
  const sender =
    ctx.caller.kind === "resident" ? ctx.caller.residentId : ctx.caller.kind === "staff" ? ctx.caller.accountId : "";
  const once = input.once === undefined ? null : ctx.lookup("once", `${sender}:${input.once}`);
  const id = ctx.newId();
  const number = numberOf(ctx.pack.matterPrefix, ctx.now, await nextNumber(ctx));
  const inserted = await insertMatter(ctx, {
    id,
    number,
    channel: input.channel,
    clinicId: clinic.id,
    unitPath: clinic.path,
    residentId: resident?.id ?? null,
    practitionerId: ctx.role === "practitioner" && ctx.caller.kind === "staff" ? ctx.caller.practitionerId : null,
    openedBy: ctx.caller.kind === "staff" ? ctx.caller.accountId : null,
    category,
    categoryBy,
    triage,
    flags: triage.flags,
    serviceLines: triage.serviceLines,
    narrativeSealed: ctx.seal(input.text),
    counterpartSealed: ctx.sealMaybe(input.counterpart),
    amountFen: input.amountFen ?? null,
    limitationDate: input.limitationDate ?? null,
    identityRefused: input.identityRefused ?? false,
    personGroups: [...new Set([...(input.resident?.groups ?? []), ...(resident?.groups ?? [])])],
    contactLookup: (resident?.phone && phoneLookup(ctx, resident.phone)) || null,
    onceLookup: once,
    noticeVersion: ctx.pack.texts.privacyNotice.version,
    tokens: ctx.tokens(input.text, input.counterpart, resident?.name, resident?.phone, number),
  });
  // Pressed twice, or sent from two tabs: the matter that is there already is the answer.
  if (!inserted) return found(once === null ? undefined : await findOnce(ctx, once));
  await insertEvent(ctx, id, "opened", {
    channel: input.channel,
    category,
    categoryBy,
    consent: input.consent ?? "self",
  });
  const clock = clockAtOpening(input.channel);
  if (clock) await startClock(ctx, { id, unitPath: clinic.path }, clock);
  await notify(ctx, {
    residentId: resident?.id ?? null,
    matterId: id,
    unitPath: clinic.path,
    template: "matterOpened",
    values: { number, clinic: clinic.name },
  });
  return { id, number };
});

/** The clinic that takes it up: the one named, the caller's own, the one of his area, or the city's. */
async function clinicFor(ctx: OperationContext, named: string | undefined): Promise<ClinicRef> {
  const staff = ctx.caller.kind === "staff" ? ctx.caller : undefined;
  const id = named ?? staff?.clinicId ?? undefined;
  const clinic = id ? await findClinic(ctx, id) : await nearestClinic(ctx, staff?.reach ?? null);
  const who = { kind: ctx.caller.kind, role: ctx.role, reach: ctx.reach };
  if (!clinic || !mayOpenAt(who, clinic.path)) throw refusal("CLINIC_UNKNOWN");
  return clinic;
}

async function nearestClinic(ctx: OperationContext, reach: string | null): Promise<ClinicRef | undefined> {
  // From the caller's own area upwards; residents ask the city.
  for (let path = reach ?? "/"; path !== "/"; path = path.replace(/[^/]+\/$/, "")) {
    const clinic = path.includes("~") ? undefined : await clinicOfArea(ctx, codeOf(path));
    if (clinic) return clinic;
  }
  return await clinicOfArea(ctx, ctx.pack.defaultArea);
}

/** Whom it is about, in full: for keyed values and the guardian's rule, not for an answer. */
async function residentFor(ctx: OperationContext, input: Input, unitPath: string): Promise<Resident | undefined> {
  const own = ctx.caller.kind === "resident" ? ctx.caller.residentId : undefined;
  if (own && input.residentId && input.residentId !== own) throw notFound();
  if (!own && input.residentId) {
    const found = (await residentsByIds(ctx, [input.residentId], { full: true })).get(input.residentId);
    if (!found) throw notFound();
    return found;
  }
  const id = await ensureResident(ctx, input.resident ?? {}, { unitPath, refused: input.identityRefused });
  if (id === null) return undefined;
  const found = (await residentsByIds(ctx, [id], { full: true })).get(id);
  if (found) return found;
  // Known elsewhere and beyond the wall until this matter stands: what was told here is enough.
  const told = input.resident ?? {};
  return {
    id,
    name: told.name ?? null,
    phone: (told.phone && normalisePhone(told.phone, ctx.pack.areaCode)) || null,
    idNumber: (told.idNumber && normaliseIdentityNumber(told.idNumber)) || null,
    address: null,
    groups: told.groups ?? [],
    needs: [],
    identityRefused: false,
    phoneVerified: false,
    masked: false,
  };
}
