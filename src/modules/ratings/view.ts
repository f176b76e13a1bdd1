import type { OperationContext } from "../../platform/context.ts";
import { mattersByIds } from "../matters/index.ts";
import { clinicsByIds } from "../network/index.ts";
import type { RatingInvitation, RatingRow } from "./contract.ts";
import { ratingMoves } from "./rules.ts";
import type { RatingRecord } from "./store.ts";

/** What the holder of a link sees: which matter, until when, and his own answer. */
export async function showInvitation(ctx: OperationContext, row: RatingRecord): Promise<RatingInvitation> {
  const matter = (await mattersByIds(ctx, [row.matterId])).get(row.matterId);
  const clinic = (await clinicsByIds(ctx, [row.clinicId])).get(row.clinicId);
  return {
    matterNumber: matter?.number ?? "",
    clinicName: clinic?.name ?? "",
    servedAt: matter?.closedAt ?? null,
    expiresAt: row.expiresAt,
    rated: row.ratedAt !== null,
    level: row.level,
    tookPlace: row.tookPlace,
  };
}

/** Rows for the tiers, with what the person wrote. */
export async function showRatings(ctx: OperationContext, rows: RatingRecord[]): Promise<RatingRow[]> {
  const matters = await mattersByIds(
    ctx,
    rows.map((row) => row.matterId),
  );
  const clinics = await clinicsByIds(
    ctx,
    rows.map((row) => row.clinicId),
  );
  return rows.map((row) => ({
    id: row.id,
    matterId: row.matterId,
    matterNumber: matters.get(row.matterId)?.number ?? "",
    clinicId: row.clinicId,
    clinicName: clinics.get(row.clinicId)?.name ?? "",
    invitedAt: row.invitedAt,
    ratedAt: row.ratedAt,
    level: row.level,
    tookPlace: row.tookPlace,
    comment: ctx.openMaybe(row.commentSealed),
    contactedAt: row.contactedAt,
    contactNote: ctx.openMaybe(row.contactNoteSealed),
    can: row.ratedAt === null ? [] : ratingMoves(row, ctx.can("rating:answer")),
  }));
}
