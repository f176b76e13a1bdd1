import type { GeneratedAlways } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql, type Timestamp, tables } from "../../platform/database.ts";
import { withinReach } from "../../platform/reach.ts";
import type { MatterEvent } from "./contract.ts";
import { type ClockFacts, ratingClocks, seesRatings } from "./rules.ts";

interface TimelineTables {
  matterEvents: {
    id: string;
    seq: GeneratedAlways<number>;
    matterId: string;
    at: Timestamp;
    kind: string;
    actorKind: MatterEvent["actorKind"];
    actorId: string | null;
    actorName: string | null;
    data: Record<string, unknown>;
    textSealed: string | null;
  };
  matterClocks: {
    id: string;
    matterId: string;
    unitPath: string;
    code: string;
    startedAt: Timestamp;
    dueAt: Timestamp;
    pausedAt: Timestamp | null;
    pauseReasonSealed: string | null;
    stoppedAt: Timestamp | null;
    met: boolean | null;
    remindedAt: import("kysely").ColumnType<string | null, Date | undefined, Date>;
  };
}

const q = (ctx: OperationContext) => tables<TimelineTables>(ctx);

/** Writes what happened to a matter; nobody changes it afterwards. `data` are codes and ids, words go to `text`. */
export async function insertEvent(
  ctx: OperationContext,
  matterId: string,
  kind: string,
  data: Record<string, unknown>,
  text?: string,
): Promise<void> {
  const { caller } = ctx;
  const actorId = caller.kind === "staff" ? caller.accountId : caller.kind === "resident" ? caller.residentId : null;
  await q(ctx)
    .insertInto("matterEvents")
    .values({
      id: ctx.newId(),
      matterId,
      at: ctx.now,
      kind,
      actorKind: caller.kind,
      actorId,
      actorName: caller.kind === "staff" ? caller.name : null,
      data,
      textSealed: ctx.sealMaybe(text),
    })
    .execute();
}

/** Gives a matter to a practitioner and writes why, in one statement: a booking is made at every seat of the city. */
export async function assignWithEvent(
  ctx: OperationContext,
  matterId: string,
  practitionerId: string | null,
  kind: string,
  data: Record<string, unknown>,
): Promise<void> {
  const { caller } = ctx;
  const actorId = caller.kind === "staff" ? caller.accountId : caller.kind === "resident" ? caller.residentId : null;
  await sql`
    with given as (
      update matters set practitioner_id = ${practitionerId}::uuid, updated_at = ${ctx.now}::timestamptz
       where id = ${matterId} and ${practitionerId}::uuid is not null and practitioner_id is distinct from ${practitionerId}::uuid)
    insert into matter_events (id, matter_id, at, kind, actor_kind, actor_id, actor_name, data)
    values (${ctx.newId()}, ${matterId}, ${ctx.now}, ${kind}, ${caller.kind}, ${actorId},
            ${caller.kind === "staff" ? caller.name : null}, ${JSON.stringify(data)}::jsonb)`.execute(ctx.db);
}

/** The timeline of a matter that the caller was found to reach, oldest first. */
export async function eventsOf(ctx: OperationContext, matterId: string) {
  return await q(ctx).selectFrom("matterEvents").selectAll().where("matterId", "=", matterId).orderBy("seq").execute();
}

/** How often the caller looked behind masks since an instant. */
export async function countReveals(ctx: OperationContext, accountId: string, since: Date): Promise<number> {
  const { count } = await q(ctx)
    .selectFrom("matterEvents")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("kind", "=", "revealed")
    .where("actorId", "=", accountId)
    .where("at", ">", since.toISOString())
    .executeTakeFirstOrThrow();
  return count;
}

export type KeptClock = ClockFacts & { id: string; matterId: string; pauseReasonSealed: string | null };

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
const facts = (row: {
  id: string;
  matterId: string;
  code: string;
  startedAt: string;
  dueAt: string;
  pausedAt: string | null;
  pauseReasonSealed: string | null;
  stoppedAt: string | null;
  met: boolean | null;
}): KeptClock => ({
  id: row.id,
  matterId: row.matterId,
  code: row.code,
  startedAt: new Date(row.startedAt),
  dueAt: new Date(row.dueAt),
  pausedAt: date(row.pausedAt),
  pauseReasonSealed: row.pauseReasonSealed,
  stoppedAt: date(row.stoppedAt),
  met: row.met,
});

/** Starts a clock; one of a code runs at a time, a second start changes nothing. */
export async function insertClock(
  ctx: OperationContext,
  matter: { id: string; unitPath: string },
  code: string,
  due: Date,
): Promise<void> {
  await q(ctx)
    .insertInto("matterClocks")
    .values({
      id: ctx.newId(),
      matterId: matter.id,
      unitPath: matter.unitPath,
      code,
      startedAt: ctx.now,
      dueAt: due,
      pausedAt: null,
      pauseReasonSealed: null,
      stoppedAt: null,
      met: null,
    })
    .onConflict((conflict) => conflict.columns(["matterId", "code"]).where("stoppedAt", "is", null).doNothing())
    .execute();
}

/** Clocks of matters that the caller was found to reach and may see; those that run first, by due. */
export async function clocksOf(
  ctx: OperationContext,
  matterIds: readonly string[],
  options: { running: boolean },
): Promise<KeptClock[]> {
  if (matterIds.length === 0) return [];
  let query = q(ctx)
    .selectFrom("matterClocks")
    .selectAll()
    .where("matterId", "in", [...matterIds]);
  if (options.running) query = query.where("stoppedAt", "is", null);
  if (!seesRatings(ctx.role)) query = query.where("code", "not in", [...ratingClocks]);
  const rows = await query.orderBy(sql`stopped_at is not null`).orderBy("dueAt").orderBy("id").execute();
  return rows.map(facts);
}

/** The running clocks of one matter, locked for a change. */
export async function lockClocks(ctx: OperationContext, matterId: string): Promise<KeptClock[]> {
  const rows = await q(ctx)
    .selectFrom("matterClocks")
    .selectAll()
    .where("matterId", "=", matterId)
    .where("stoppedAt", "is", null)
    .forUpdate()
    .execute();
  return rows.map(facts);
}

export async function saveClock(
  ctx: OperationContext,
  id: string,
  change: { dueAt?: Date; pausedAt?: Date | null; pauseReasonSealed?: string | null; stoppedAt?: Date; met?: boolean },
): Promise<void> {
  await q(ctx).updateTable("matterClocks").set(change).where("id", "=", id).execute();
}

/** Late clocks (none that tell a rating: the handler must not read it) whose handler was not told yet, marked as told; each is taken once, whoever runs at the same time. */
export async function takeLateClocks(
  ctx: OperationContext,
  most: number,
): Promise<{ matterId: string; code: string; startedAt: Date }[]> {
  const late = q(ctx)
    .selectFrom("matterClocks")
    .select("id")
    .where("stoppedAt", "is", null)
    .where("pausedAt", "is", null)
    .where("remindedAt", "is", null)
    .where("code", "not in", [...ratingClocks])
    .where("dueAt", "<", ctx.now.toISOString())
    .where(withinReach(ctx, "matterClocks.unitPath"))
    .orderBy("dueAt")
    .limit(most)
    .forUpdate()
    .skipLocked();
  const rows = await q(ctx)
    .updateTable("matterClocks")
    .set({ remindedAt: ctx.now })
    .where("id", "in", late)
    .returning(["matterId", "code", "startedAt"])
    .execute();
  return rows.map((row) => ({ ...row, startedAt: new Date(row.startedAt) }));
}
