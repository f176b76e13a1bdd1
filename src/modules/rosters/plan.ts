import type { OperationContext } from "../../platform/context.ts";
import { notFound, refusal } from "../../shared/refusal.ts";
import { type ClinicRef, findClinic } from "../network/index.ts";
import { practitionersByIds } from "../practitioners/index.ts";
import { isAnyoneBusy, lockPeople } from "./store.ts";

/**
 * The clinic that the caller plans for.
 * @throws NotFound outside his reach
 */
export async function plannedClinic(ctx: OperationContext, clinicId: string): Promise<ClinicRef> {
  const clinic = await findClinic(ctx, clinicId);
  if (!clinic || ctx.reach === null || !clinic.path.startsWith(ctx.reach)) throw notFound();
  return clinic;
}

/**
 * @throws Refusal PRACTITIONER_UNKNOWN when one of them is not registered or does not serve any more
 */
export async function needActive(ctx: OperationContext, practitionerIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(practitionerIds)];
  if (wanted.length === 0) return;
  const known = await practitionersByIds(ctx, wanted);
  if (wanted.some((id) => known.get(id)?.state !== "active")) throw refusal("PRACTITIONER_UNKNOWN");
}

/**
 * Nobody sits in two places at once: people are locked until the commit, then looked up.
 * @param except the session itself, when it is changed
 * @throws Refusal PRACTITIONER_BUSY
 */
export async function needFreePeople(
  ctx: OperationContext,
  practitionerIds: readonly string[],
  span: { startsAt: Date; endsAt: Date },
  except: string | null,
): Promise<void> {
  if (practitionerIds.length === 0) return;
  await lockPeople(ctx, practitionerIds);
  if (await isAnyoneBusy(ctx, practitionerIds, span, except)) throw refusal("PRACTITIONER_BUSY");
}
