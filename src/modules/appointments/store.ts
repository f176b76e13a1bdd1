import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql, type Timestamp, tables } from "../../platform/database.ts";
import { withinReach } from "../../platform/reach.ts";
import type { AppointmentState } from "./contract.ts";
import { liveStates } from "./rules.ts";

interface AppointmentTables {
  appointments: {
    id: string;
    sessionId: string;
    seatId: string;
    matterId: string;
    residentId: string | null;
    clinicId: string;
    unitPath: string;
    practitionerId: string | null;
    openedBy: string | null;
    state: AppointmentState;
    madeBy: "self" | "proxy" | "staff";
    position: number;
    companions: number;
    startsAt: Timestamp;
    endsAt: Timestamp;
    heldUntil: Timestamp | null;
    cancelTokenHash: string | null;
    cancelTokenSealed: string | null;
    cancelReasonSealed: string | null;
    told: string[];
    bookedAt: Timestamp;
    endedAt: Timestamp | null;
  };
}
const q = (ctx: OperationContext) => tables<AppointmentTables>(ctx);

/** An appointment with the public names around it; instants are ISO strings in UTC. */
export interface AppointmentRow {
  id: string;
  sessionId: string;
  seatId: string;
  matterId: string;
  matterNumber: string | null;
  residentId: string | null;
  clinicId: string;
  clinicName: string;
  unitPath: string;
  practitionerId: string | null;
  practitionerName: string | null;
  openedBy: string | null;
  state: AppointmentState;
  madeBy: "self" | "proxy" | "staff";
  position: number;
  companions: number;
  startsAt: string;
  endsAt: string;
  room: string;
  heldUntil: string | null;
  cancelTokenSealed: string | null;
  cancelReasonSealed: string | null;
  bookedAt: string;
}

/** The application's wall: by place, one's own as resident, practitioner or proxy. */
const mine = (ctx: OperationContext) =>
  withinReach(ctx, "a.unit_path", {
    resident: "a.resident_id",
    practitioner: "a.practitioner_id",
    account: "a.opened_by",
  });

const columns = sql`
  a.id, a.session_id, a.seat_id, a.matter_id, m.number as matter_number, a.resident_id, a.clinic_id,
  c.name as clinic_name, a.unit_path, a.practitioner_id, p.name as practitioner_name, a.opened_by, a.state, a.made_by,
  a.position, a.companions, a.starts_at, a.ends_at, s.room, a.held_until, a.cancel_token_sealed, a.cancel_reason_sealed, a.booked_at`;
const joins = sql`
  join clinic_facts c on c.id = a.clinic_id
  join session_facts s on s.id = a.session_id
  left join matter_facts m on m.id = a.matter_id
  left join practitioner_facts p on p.id = a.practitioner_id`;

async function select(
  ctx: OperationContext,
  conditions: RawBuilder<unknown>[],
  page?: { page: number; size: number },
): Promise<{ items: AppointmentRow[]; total: number }> {
  const slice = page ? sql`limit ${page.size} offset ${(page.page - 1) * page.size}` : sql``;
  const { rows } = await sql<AppointmentRow & { total: number }>`
    select ${columns}, a.total
      from (select a.*, count(*) over () as total from appointments a where ${sql.join(conditions, sql` and `)}
             order by a.starts_at, a.position, a.id ${slice}) a ${joins}
     order by a.starts_at, a.position, a.id`.execute(ctx.db);
  return { items: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** One appointment within the caller's reach, or undefined. */
export async function findAppointment(ctx: OperationContext, id: string): Promise<AppointmentRow | undefined> {
  return (await select(ctx, [sql`a.id = ${id}`, mine(ctx)])).items[0];
}

/** The appointment that a cancel link opens, or undefined: the token is the proof. */
export async function findByToken(ctx: OperationContext, token: string): Promise<AppointmentRow | undefined> {
  return (await select(ctx, [sql`a.cancel_token_hash = ${ctx.hashSecret(token)}`])).items[0];
}

export interface AppointmentFilter {
  clinicId?: string;
  sessionId?: string;
  matterId?: string;
  from?: Date;
  to?: Date;
  states?: readonly AppointmentState[];
  /** Part of a matter's number (three signs at least), or any of these people. */
  search?: { number: string; residentIds: readonly string[] };
}

/** Appointments within the caller's reach by time, those that begin from `from` until before `to`. */
export async function listAppointments(
  ctx: OperationContext,
  filter: AppointmentFilter,
  page: { page: number; size: number },
): Promise<{ items: AppointmentRow[]; total: number }> {
  const conditions: RawBuilder<unknown>[] = [mine(ctx)];
  if (filter.clinicId) conditions.push(sql`a.clinic_id = ${filter.clinicId}`);
  if (filter.sessionId) conditions.push(sql`a.session_id = ${filter.sessionId}`);
  if (filter.matterId) conditions.push(sql`a.matter_id = ${filter.matterId}`);
  if (filter.from) conditions.push(sql`a.starts_at >= ${filter.from}`);
  if (filter.to) conditions.push(sql`a.starts_at < ${filter.to}`);
  if (filter.states && filter.states.length > 0) conditions.push(sql`a.state = any(${[...filter.states]})`);
  if (filter.search) {
    const { number, residentIds } = filter.search;
    const people = sql`a.resident_id = any(${[...residentIds]}::uuid[])`;
    // One probe for each appointment within reach: a join would begin at the matters of the whole city.
    const numbered = sql`(select strpos(m.number, ${number.toUpperCase()}) > 0 from matter_facts m where m.id = a.matter_id)`;
    conditions.push(/^[\w-]{3,}$/.test(number) ? sql`(${people} or ${numbered})` : people);
  }
  return await select(ctx, conditions, page);
}

/** A session as a booking sees it, with the appointment that the matter has already. */
export interface BookingView {
  clinicId: string;
  clinicName: string;
  /** False: every seat is taken, so nobody need queue for one. The guard stays the seat's own compare-and-set. */
  hasRoom: boolean;
  state: string;
  startsAt: string;
  endsAt: string;
  room: string;
  practitionerId: string | null;
  practitionerName: string | null;
  standingId: string | null;
  standingState: AppointmentState | null;
  standingSessionId: string | null;
  standingSeatId: string | null;
  standingHeldUntil: string | null;
  standingOpenedBy: string | null;
  standingResidentId: string | null;
}

/** What has to be known before a seat is taken, in one statement; undefined for a session that nobody published. */
export async function findForBooking(
  ctx: OperationContext,
  sessionId: string,
  matterId: string,
): Promise<BookingView | undefined> {
  const { rows } = await sql<BookingView>`
    select s.clinic_id, c.name as clinic_name, s.has_room, s.state, s.starts_at, s.ends_at, s.room,
           p.id as practitioner_id, p.name as practitioner_name,
           a.id as standing_id, a.state as standing_state, a.session_id as standing_session_id,
           a.seat_id as standing_seat_id, a.held_until as standing_held_until, a.opened_by as standing_opened_by,
           a.resident_id as standing_resident_id
      from session_facts s
      join clinic_facts c on c.id = s.clinic_id
      left join practitioner_facts p on p.id = s.first_practitioner_id
      left join appointments a on a.matter_id = ${matterId} and a.state in ('held', 'booked', 'checkedIn')
     where s.id = ${sessionId}`.execute(ctx.db);
  return rows[0];
}

export interface NewAppointment {
  id: string;
  sessionId: string;
  seatId: string;
  position: number;
  matterId: string;
  residentId: string | null;
  openedBy: string | null;
  madeBy: "self" | "proxy" | "staff";
  companions: number;
  heldUntil: Date | null;
  token: string;
}

/**
 * Writes the appointment of a seat that was just taken. Time, place and person come from the session as it is now, after
 * the seat was locked: a change of the session was either seen, or will see this row. Undefined when the matter has a
 * live appointment already (`appointments_one_per_matter`).
 */
export async function insertAppointment(
  ctx: OperationContext,
  row: NewAppointment,
): Promise<{ startsAt: string; endsAt: string; practitionerId: string | null } | undefined> {
  const { rows } = await sql<{ startsAt: string; endsAt: string; practitionerId: string | null }>`
    insert into appointments (id, session_id, seat_id, position, matter_id, resident_id, clinic_id, unit_path,
      practitioner_id, opened_by, state, made_by, companions, starts_at, ends_at, held_until, cancel_token_hash,
      cancel_token_sealed, booked_at)
    select ${row.id}::uuid, s.id, ${row.seatId}::uuid, ${row.position}::int, ${row.matterId}::uuid,
           ${row.residentId}::uuid, s.clinic_id, s.unit_path, s.first_practitioner_id, ${row.openedBy}::uuid,
           ${row.heldUntil ? "held" : "booked"}, ${row.madeBy}, ${row.companions}::int, s.starts_at, s.ends_at,
           ${row.heldUntil}::timestamptz,
           ${ctx.hashSecret(row.token)}, ${ctx.seal(row.token)}, ${ctx.now}::timestamptz
      from session_facts s where s.id = ${row.sessionId}
    on conflict (matter_id) where state in ('held', 'booked', 'checkedIn') do nothing
    returning starts_at, ends_at, practitioner_id`.execute(ctx.db);
  return rows[0];
}

/** Writes down how many come along, as long as the seat is only held. */
export async function changeCompanions(ctx: OperationContext, id: string, companions: number): Promise<void> {
  await q(ctx)
    .updateTable("appointments")
    .set({ companions })
    .where("id", "=", id)
    .where("state", "=", "held")
    .execute();
}

/** Ends a hold that is over, whoever made it. */
export async function expireHold(ctx: OperationContext, id: string): Promise<void> {
  await sql`select expire_hold(${id}, ${ctx.now})`.execute(ctx.db);
}

/** Ends holds whose seats were freed. */
export async function expireHolds(ctx: OperationContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await q(ctx)
    .updateTable("appointments")
    .set({ state: "expired", heldUntil: null, endedAt: ctx.now })
    .where("id", "in", [...ids])
    .where("state", "=", "held")
    .execute();
}

/**
 * Brings an appointment from one of `from` to `to` by compare-and-set.
 * @returns false when it is in another state by now (or not the caller's)
 */
export async function moveAppointment(
  ctx: OperationContext,
  id: string,
  move: { from: readonly AppointmentState[]; to: AppointmentState },
  reason?: string,
): Promise<boolean> {
  const over = !(liveStates as readonly string[]).includes(move.to);
  const row = await q(ctx)
    .updateTable("appointments")
    .set({
      state: move.to,
      heldUntil: null,
      endedAt: over ? ctx.now : null,
      ...(reason ? { cancelReasonSealed: ctx.seal(reason) } : {}),
    })
    .where("id", "=", id)
    .where("state", "in", [...move.from])
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The live appointment of a matter as the caller may see it, or undefined. */
export async function findLive(ctx: OperationContext, matterId: string): Promise<AppointmentRow | undefined> {
  return (await select(ctx, [sql`a.matter_id = ${matterId}`, sql`a.state in ('held', 'booked', 'checkedIn')`]))
    .items[0];
}

/** Cancels all live appointments of a session that does not take place; their ids. */
export async function cancelSessionAppointments(
  ctx: OperationContext,
  sessionId: string,
  reason: string,
): Promise<string[]> {
  const rows = await q(ctx)
    .updateTable("appointments")
    .set({ state: "cancelled", heldUntil: null, endedAt: ctx.now, cancelReasonSealed: ctx.seal(reason) })
    .where("sessionId", "=", sessionId)
    .where("state", "in", [...liveStates])
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Brings live appointments to a session's new time and people: who had one of the people keeps him, others get the first.
 * @returns those whose time is another now, and those whose person is
 */
export async function followSession(
  ctx: OperationContext,
  session: { sessionId: string; startsAt: Date; endsAt: Date; practitionerIds: readonly string[] },
): Promise<{ id: string; matterId: string; practitionerId: string | null; moved: boolean; reassigned: boolean }[]> {
  const { rows } = await sql<{
    id: string;
    matterId: string;
    practitionerId: string | null;
    moved: boolean;
    reassigned: boolean;
  }>`
    with old as (
      select id, starts_at, practitioner_id,
             case when practitioner_id = any(${[...session.practitionerIds]}::uuid[]) then practitioner_id
                  else ${session.practitionerIds[0] ?? null}::uuid end as next_practitioner
        from appointments where session_id = ${session.sessionId} and state in ('held', 'booked', 'checkedIn')
         for update)
    update appointments a set starts_at = ${session.startsAt}, ends_at = ${session.endsAt},
           practitioner_id = old.next_practitioner
      from old where a.id = old.id
    returning a.id, a.matter_id, a.practitioner_id, old.starts_at <> ${session.startsAt}::timestamptz as moved,
              old.practitioner_id is distinct from a.practitioner_id as reassigned`.execute(ctx.db);
  return rows;
}

/** Booked appointments that begin between two instants and were not reminded yet. */
export async function listToRemind(ctx: OperationContext, from: Date, to: Date): Promise<string[]> {
  const rows = await q(ctx)
    .selectFrom("appointments")
    .select("id")
    .where("state", "=", "booked")
    .where("startsAt", ">=", from.toISOString())
    .where("startsAt", "<", to.toISOString())
    .where(sql<boolean>`not ('reminder' = any(told))`)
    .execute();
  return rows.map((row) => row.id);
}

/** Booked appointments whose session was over before an instant, with how many people had signed in there. */
export async function listForgotten(ctx: OperationContext, before: Date): Promise<{ id: string; present: number }[]> {
  const { rows } = await sql<{ id: string; present: number }>`
    select a.id, s.present from appointments a join session_facts s on s.id = a.session_id
     where a.state = 'booked' and a.starts_at < ${before} and a.ends_at < ${before}
     order by a.starts_at limit 2000`.execute(ctx.db);
  return rows;
}

/** Writes down that a message goes out. False when it went out before: each goes once. */
export async function markTold(ctx: OperationContext, id: string, message: string): Promise<boolean> {
  const { rows } = await sql`
    update appointments set told = array_append(told, ${message})
     where id = ${id} and not (${message} = any(told)) returning 1`.execute(ctx.db);
  return rows.length > 0;
}
