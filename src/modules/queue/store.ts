import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql, type Timestamp, tables } from "../../platform/database.ts";
import { withinReach } from "../../platform/reach.ts";
import { civilDate } from "../../shared/civil-time.ts";
import type { PriorityReason, TicketState } from "./contract.ts";
import { BOARD_MINUTES, BOARD_NEXT, liveStates } from "./rules.ts";

interface QueueTables {
  tickets: {
    id: string;
    clinicId: string;
    unitPath: string;
    day: string;
    letter: "A" | "B";
    number: number;
    sessionId: string | null;
    matterId: string;
    appointmentId: string | null;
    practitionerId: string | null;
    room: string | null;
    state: TicketState;
    priority: number;
    priorityReason: PriorityReason | null;
    maskedName: string;
    callCount: number;
    dueAt: Timestamp | null;
    takenAt: Timestamp;
    queuedAt: Timestamp;
    calledAt: Timestamp | null;
    startedAt: Timestamp | null;
    finishedAt: Timestamp | null;
  };
}
const q = (ctx: OperationContext) => tables<QueueTables>(ctx);

/** A ticket; instants are ISO strings in UTC. */
export type TicketRow = Omit<
  QueueTables["tickets"],
  "dueAt" | "takenAt" | "queuedAt" | "calledAt" | "startedAt" | "finishedAt"
> & {
  dueAt: string | null;
  takenAt: string;
  queuedAt: string;
  calledAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
};

/** Today in the city: the queue begins anew every day. */
export const today = (ctx: OperationContext): string => civilDate(ctx.now);

/** Tickets of a place; a practitioner has his own and those of the sessions in which he is on duty, wherever they are. */
function wall(ctx: OperationContext): RawBuilder<boolean> {
  const own = withinReach(ctx, "tickets.unit_path", { practitioner: "tickets.practitioner_id" });
  if (ctx.role !== "practitioner" || ctx.caller.kind !== "staff") return own;
  return sql<boolean>`(${own} or exists (select 1 from duty_facts d
    where d.session_id = tickets.session_id and d.practitioner_id = ${ctx.caller.practitionerId}))`;
}

/** The order of calling, `compareWaiting` of the rules in SQL. */
const callOrder = (ctx: OperationContext) =>
  sql`priority desc, (due_at is not null and due_at <= ${ctx.now}) desc, queued_at, number, id`;

/** One ticket within the caller's reach, or undefined. */
export async function findTicket(ctx: OperationContext, id: string): Promise<TicketRow | undefined> {
  return await q(ctx).selectFrom("tickets").selectAll().where("id", "=", id).where(wall(ctx)).executeTakeFirst();
}

/** Today's tickets of a clinic: who is served, who is called, who waits in the order of calling, who missed his call. */
export async function listTickets(ctx: OperationContext, clinicId: string, all: boolean): Promise<TicketRow[]> {
  const states: readonly TicketState[] = all ? [...liveStates, "finished", "left"] : liveStates;
  return await q(ctx)
    .selectFrom("tickets")
    .selectAll()
    .where("clinicId", "=", clinicId)
    .where("day", "=", today(ctx))
    .where("state", "in", [...states])
    .where(wall(ctx))
    .orderBy(sql`array_position(array['serving', 'called', 'waiting', 'skipped', 'finished', 'left'], state)`)
    .orderBy(callOrder(ctx))
    .execute();
}

/** The next number of a clinic, day and letter: an upsert, so that no two get the same. */
async function nextNumber(ctx: OperationContext, clinicId: string, letter: "A" | "B"): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into ticket_counters (clinic_id, day, letter, last) values (${clinicId}, ${today(ctx)}, ${letter}, 1)
    on conflict (clinic_id, day, letter) do update set last = ticket_counters.last + 1 returning last`.execute(ctx.db);
  return rows[0]!.last;
}

export type NewTicket = Pick<
  TicketRow,
  | "clinicId"
  | "unitPath"
  | "letter"
  | "sessionId"
  | "matterId"
  | "appointmentId"
  | "practitionerId"
  | "priority"
  | "priorityReason"
  | "maskedName"
> & { dueAt: Date | null };

/** Gives a ticket. Undefined when the matter has one (`tickets_one_live_per_matter`); one of an earlier day is closed. */
export async function insertTicket(ctx: OperationContext, ticket: NewTicket): Promise<TicketRow | undefined> {
  await q(ctx)
    .updateTable("tickets")
    .set({ state: "left", finishedAt: ctx.now })
    .where("matterId", "=", ticket.matterId)
    .where("day", "<", today(ctx))
    .where("state", "in", ["waiting", "called", "skipped"])
    .execute();
  const number = await nextNumber(ctx, ticket.clinicId, ticket.letter);
  return await q(ctx)
    .insertInto("tickets")
    .values({
      ...ticket,
      id: ctx.newId(),
      number,
      day: today(ctx),
      room: null,
      state: "waiting",
      callCount: 0,
      takenAt: ctx.now,
      queuedAt: ctx.now,
    })
    .onConflict((row) =>
      row
        .column("matterId")
        .where("state", "in", [...liveStates])
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
}

/**
 * Calls whoever is first now, by one compare-and-set: two who call at once never get the same person.
 * @param sessionId only who waits for this session, or for none in particular
 */
export async function callFirst(
  ctx: OperationContext,
  clinicId: string,
  options: { sessionId?: string; room: string; practitionerId: string | null },
): Promise<TicketRow | undefined> {
  const ofSession = options.sessionId ? sql`and (session_id = ${options.sessionId} or session_id is null)` : sql``;
  const { rows } = await sql<TicketRow>`
    with pick as (
      select id from tickets
       where clinic_id = ${clinicId} and day = ${today(ctx)} and state = 'waiting' and ${wall(ctx)} ${ofSession}
       order by ${callOrder(ctx)} limit 1 for update skip locked)
    update tickets set state = 'called', room = ${options.room}, called_at = ${ctx.now}, call_count = call_count + 1,
           practitioner_id = coalesce(${options.practitionerId}::uuid, practitioner_id)
      from pick where tickets.id = pick.id returning tickets.*`.execute(ctx.db);
  return rows[0];
}

export type TicketChange = Partial<
  Pick<TicketRow, "room" | "practitionerId"> & {
    callCount: number;
    queuedAt: Date;
    calledAt: Date;
    startedAt: Date;
    finishedAt: Date;
  }
>;

/** Brings a ticket from one of `from` to `to` by compare-and-set; undefined when somebody was faster. */
export async function moveTicket(
  ctx: OperationContext,
  id: string,
  move: { from: readonly TicketState[]; to: TicketState },
  change: TicketChange,
): Promise<TicketRow | undefined> {
  return await q(ctx)
    .updateTable("tickets")
    .set({ ...change, state: move.to })
    .where("id", "=", id)
    .where("state", "in", [...move.from])
    .where(wall(ctx))
    .returningAll()
    .executeTakeFirst();
}

/** What a board shows of one clinic today: who is called or served, who is next, how long the last ones took. */
export async function readBoard(ctx: OperationContext, clinicId: string) {
  const ofToday = q(ctx).selectFrom("tickets").where("clinicId", "=", clinicId).where("day", "=", today(ctx));
  const since = new Date(ctx.now.getTime() - BOARD_MINUTES * 60_000).toISOString();
  const current = await ofToday
    .selectAll()
    .where("state", "in", ["called", "serving"])
    .where("calledAt", ">=", since)
    .orderBy("calledAt", "desc")
    .limit(8)
    .execute();
  const next = await ofToday
    .selectAll()
    .where("state", "=", "waiting")
    .orderBy(callOrder(ctx))
    .limit(BOARD_NEXT)
    .execute();
  const { rows } = await sql<{ serving: number; minutes: number[] | null }>`
    select (select count(*) from tickets
             where clinic_id = ${clinicId} and day = ${today(ctx)} and state = 'serving') as serving,
           (select array_agg(extract(epoch from finished_at - started_at)::float8 / 60) from (
              select started_at, finished_at from tickets
               where clinic_id = ${clinicId} and day = ${today(ctx)} and state = 'finished' and started_at is not null
               order by finished_at desc limit 10) recent) as minutes`.execute(ctx.db);
  return { current, next, serving: rows[0]?.serving ?? 0, recentMinutes: rows[0]?.minutes ?? [] };
}

/** Ends what days before today left open: who was served is finished, the others are gone. */
export async function closeEarlierDays(
  ctx: OperationContext,
): Promise<{ appointmentId: string | null; matterId: string; state: TicketState }[]> {
  const { rows } = await sql<{ appointmentId: string | null; matterId: string; state: TicketState }>`
    update tickets set state = case when state = 'serving' then 'finished' else 'left' end, finished_at = ${ctx.now}
     where state in ('waiting', 'called', 'serving', 'skipped') and day < ${today(ctx)}
    returning appointment_id, matter_id, state`.execute(ctx.db);
  return rows;
}
