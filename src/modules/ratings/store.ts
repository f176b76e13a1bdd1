import type { Selectable } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql, type Timestamp, tables } from "../../platform/database.ts";
import { found, withinReach } from "../../platform/reach.ts";
import { BAD_LEVEL } from "./rules.ts";

interface RatingTables {
  ratings: {
    id: string;
    matterId: string;
    clinicId: string;
    unitPath: string;
    practitionerId: string | null;
    residentId: string | null;
    tokenHash: string;
    tokenSealed: string;
    invitedAt: Timestamp;
    expiresAt: Timestamp;
    level: number | null;
    tookPlace: boolean | null;
    commentSealed: string | null;
    via: string | null;
    ratedAt: Timestamp | null;
    remindedAt: Timestamp | null;
    contactedAt: Timestamp | null;
    contactNoteSealed: string | null;
  };
}

export type RatingRecord = Selectable<RatingTables["ratings"]>;

const q = (ctx: OperationContext) => tables<RatingTables>(ctx);

/**
 * Makes the invitation of a closed matter, or renews one that was not used (the matter was reopened and closed again).
 * @returns the sealed token by which the rating can be given, or null when the matter is rated already
 */
export async function inviteToRate(
  ctx: OperationContext,
  row: {
    matterId: string;
    clinicId: string;
    unitPath: string;
    practitionerId: string | null;
    residentId: string | null;
    tokenHash: string;
    tokenSealed: string;
    expiresAt: Date;
  },
): Promise<string | null> {
  const { rows } = await sql<{ tokenSealed: string | null }>`
    select rating_invited(${ctx.newId()}, ${row.matterId}, ${row.clinicId}, ${row.unitPath}, ${row.practitionerId},
      ${row.residentId}, ${row.tokenHash}, ${row.tokenSealed}, ${ctx.now}, ${row.expiresAt}) as token_sealed`.execute(
    ctx.db,
  );
  return rows[0]?.tokenSealed ?? null;
}

/** For whoever holds the link: the token is the proof. */
export async function findRatingByToken(ctx: OperationContext, tokenHash: string): Promise<RatingRecord | undefined> {
  return await q(ctx).selectFrom("ratings").selectAll().where("tokenHash", "=", tokenHash).executeTakeFirst();
}

/** The rating of a matter, for whoever has proved that the matter is his. */
export async function findRatingOfMatter(ctx: OperationContext, matterId: string): Promise<RatingRecord | undefined> {
  return await q(ctx).selectFrom("ratings").selectAll().where("matterId", "=", matterId).executeTakeFirst();
}

/** Writes the rating unless there is one. @returns false when it was given a moment ago */
export async function writeRating(
  ctx: OperationContext,
  id: string,
  rating: { level: number | null; tookPlace: boolean; commentSealed: string | null; via: string },
): Promise<boolean> {
  const result = await q(ctx)
    .updateTable("ratings")
    .set({ ...rating, ratedAt: ctx.now })
    .where("id", "=", id)
    .where("ratedAt", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Writes that somebody spoke with the person. @returns false when somebody else did a moment ago */
export async function writeContact(ctx: OperationContext, id: string, contactNoteSealed: string): Promise<boolean> {
  const result = await q(ctx)
    .updateTable("ratings")
    .set({ contactedAt: ctx.now, contactNoteSealed })
    .where("id", "=", id)
    .where("contactedAt", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** One rating within reach. @throws NotFound */
export async function getRating(ctx: OperationContext, id: string): Promise<RatingRecord> {
  return found(
    await q(ctx)
      .selectFrom("ratings")
      .selectAll()
      .where("id", "=", id)
      .where(withinReach(ctx, "unitPath"))
      .executeTakeFirst(),
  );
}

export interface RatingFilter {
  clinicId?: string;
  areaPath?: string;
  level?: number;
  bad?: boolean;
  rated?: boolean;
  denied?: boolean;
  open?: boolean;
  contact?: boolean;
  /** Invited at or after. */
  from?: Date;
  /** Invited before. */
  to?: Date;
  page: number;
  size: number;
}

/** Invitations and ratings within reach, newest answer first, silence last. */
export async function listRatings(ctx: OperationContext, filter: RatingFilter) {
  let query = q(ctx).selectFrom("ratings").where(withinReach(ctx, "unitPath"));
  if (filter.areaPath)
    query = query.where("unitPath", ">=", filter.areaPath).where("unitPath", "<", `${filter.areaPath.slice(0, -1)}0`);
  if (filter.clinicId) query = query.where("clinicId", "=", filter.clinicId);
  if (filter.level) query = query.where("level", "=", filter.level);
  if (filter.bad) query = query.where("level", "<=", BAD_LEVEL);
  if (filter.rated !== undefined) query = query.where("level", filter.rated ? "is not" : "is", null);
  if (filter.denied) query = query.where("tookPlace", "=", false);
  if (filter.open)
    query = query
      .where("contactedAt", "is", null)
      .where((e) => e.or([e("tookPlace", "=", false), e("level", "<=", BAD_LEVEL)]));
  if (filter.contact !== undefined) query = query.where("residentId", filter.contact ? "is not" : "is", null);
  if (filter.from) query = query.where("invitedAt", ">=", filter.from.toISOString());
  if (filter.to) query = query.where("invitedAt", "<", filter.to.toISOString());
  const { total } = await query.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy("ratedAt", (order) => order.desc().nullsLast())
    .orderBy("invitedAt", "desc")
    .orderBy("id")
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute();
  return { rows, total };
}

/** Invitations nobody answered and nobody was reminded of, oldest first; only of people who can be reached. */
export async function listSilent(
  ctx: OperationContext,
  invitedBefore: Date,
  after: string | null,
  size: number,
): Promise<RatingRecord[]> {
  let query = q(ctx)
    .selectFrom("ratings")
    .selectAll()
    .where("ratedAt", "is", null)
    .where("remindedAt", "is", null)
    .where("residentId", "is not", null)
    .where("expiresAt", ">", ctx.now.toISOString())
    .where("invitedAt", "<", invitedBefore.toISOString());
  if (after) query = query.where("id", ">", after);
  return await query.orderBy("id").limit(size).execute();
}

/** Marks the one reminder. @returns false when it went out, or the rating came in, a moment ago */
export async function markReminded(ctx: OperationContext, id: string): Promise<boolean> {
  const result = await q(ctx)
    .updateTable("ratings")
    .set({ remindedAt: ctx.now })
    .where("id", "=", id)
    .where("remindedAt", "is", null)
    .where("ratedAt", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
