import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql, type Timestamp, tables } from "../../platform/database.ts";
import { withinReach } from "../../platform/reach.ts";
import { addDays, type CivilDate, startOfDay } from "../../shared/civil-time.ts";
import type { DutyPerson, ServiceForm, TimeType } from "./contract.ts";
import type { SessionState } from "./rules.ts";

export interface RosterTables {
  sessions: {
    id: string;
    clinicId: string;
    unitPath: string;
    form: string;
    timeType: string;
    startsAt: Timestamp;
    endsAt: Timestamp;
    capacity: number;
    room: string;
    place: string | null;
    state: string;
    cancelReason: string | null;
    patternId: string | null;
    publishedAt: Timestamp | null;
    updatedAt: Timestamp;
  };
  sessionDuties: {
    id: string;
    sessionId: string;
    practitionerId: string;
    position: number;
    checkedInAt: Timestamp | null;
    checkedOutAt: Timestamp | null;
  };
}
const q = (ctx: OperationContext) => tables<RosterTables>(ctx);

/** A session as every module sees it; instants are ISO strings in UTC. */
export interface SessionRow {
  id: string;
  clinicId: string;
  clinicName: string;
  areaCode: string;
  unitPath: string;
  form: ServiceForm;
  timeType: TimeType;
  startsAt: string;
  endsAt: string;
  capacity: number;
  /** Seats that can be booked now. */
  free: number;
  room: string;
  place: string | null;
  state: SessionState;
  cancelReason: string | null;
  /** In the order of the plan; the first takes the appointments. */
  duty: DutyPerson[];
}

/** Seats that can be had at the caller's instant: free ones and those whose hold is over. */
export const seatIsFree = (ctx: OperationContext): RawBuilder<boolean> =>
  sql<boolean>`(seats.state = 'free' or (seats.state = 'held' and seats.held_until <= ${ctx.now}))`;

/**
 * What the caller may see of the roster: published sessions are public, cancelled ones for whoever is signed in,
 * drafts for those who plan within their reach.
 */
function visible(ctx: OperationContext): RawBuilder<boolean> {
  const parts = [sql<boolean>`s.state = 'published'`];
  if (ctx.caller.kind !== "anonymous") parts.push(sql<boolean>`s.state = 'cancelled'`);
  if (ctx.can("session:plan")) parts.push(withinReach(ctx, "s.unit_path"));
  return sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

const all = (conditions: RawBuilder<unknown>[]) =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

async function select(
  ctx: OperationContext,
  conditions: RawBuilder<unknown>[],
  page?: { page: number; size: number },
): Promise<{ items: SessionRow[]; total: number }> {
  const slice = page ? sql`limit ${page.size} offset ${(page.page - 1) * page.size}` : sql``;
  const { rows } = await sql<SessionRow & { total?: number }>`
    select s.id, s.clinic_id, c.name as clinic_name, c.area_code, s.unit_path, s.form, s.time_type, s.starts_at,
           s.ends_at, s.capacity, s.room, s.place, s.state, s.cancel_reason, s.total,
           (select count(*) from seats where seats.session_id = s.id and ${seatIsFree(ctx)}) as free,
           (select coalesce(json_agg(json_build_object(
                'practitionerId', p.id, 'name', p.name, 'profession', p.profession, 'employer', p.employer,
                'goodAt', p.good_at, 'checkedInAt', d.checked_in_at, 'checkedOutAt', d.checked_out_at
              ) order by d.position), '[]')
              from session_duties d join practitioner_facts p on p.id = d.practitioner_id
             where d.session_id = s.id) as duty
      from (select s.*, count(*) over () as total from sessions s where ${all(conditions)}
             order by s.starts_at, s.id ${slice}) s
      join clinic_facts c on c.id = s.clinic_id
     order by s.starts_at, s.id`.execute(ctx.db);
  return { items: rows.map(tidy), total: rows[0]?.total ?? 0 };
}

function tidy({ total: _total, ...row }: SessionRow & { total?: number }): SessionRow {
  const instant = (value: string | null) => (value === null ? null : new Date(value).toISOString());
  const duty = row.duty.map((person) => ({
    ...person,
    // JSON of the database writes instants with an offset; everywhere else they are UTC and compare as text.
    checkedInAt: instant(person.checkedInAt),
    checkedOutAt: instant(person.checkedOutAt),
  }));
  return { ...row, duty };
}

/** One session that the caller may see, or undefined. */
export async function findSession(ctx: OperationContext, id: string): Promise<SessionRow | undefined> {
  return (await select(ctx, [sql`s.id = ${id}`, visible(ctx)])).items[0];
}

/**
 * A session that the caller plans, locked until the transaction ends, or undefined outside his reach. Its seats are
 * locked too: a booking under way is either seen by what follows, or sees it.
 */
export async function lockPlannedSession(ctx: OperationContext, id: string): Promise<SessionRow | undefined> {
  if (!ctx.can("session:plan")) return undefined;
  const mine = withinReach(ctx, "s.unit_path");
  // Not a full lock: a booking that has its seat reads the session's key (foreign key) and must not wait for it here.
  const { rows } = await sql`select 1 from sessions s where s.id = ${id} and ${mine} for no key update`.execute(ctx.db);
  if (rows.length === 0) return undefined;
  await sql`select 1 from seats where session_id = ${id} order by position for update`.execute(ctx.db);
  return (await select(ctx, [sql`s.id = ${id}`])).items[0];
}

/** Sessions by id, drafts only where the caller plans; what cannot be seen is missing in the map. */
export async function sessionsByIds(ctx: OperationContext, ids: readonly string[]): Promise<Map<string, SessionRow>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const shown = ctx.can("session:plan") ? withinReach(ctx, "s.unit_path") : sql<boolean>`false`;
  const { items } = await select(ctx, [sql`s.id = any(${wanted})`, sql`(s.state <> 'draft' or ${shown})`]);
  return new Map(items.map((row) => [row.id, row]));
}

export interface SessionFilter {
  areaPath?: string;
  clinicId?: string;
  practitionerId?: string;
  from?: Date;
  to?: Date;
  form?: string;
  timeType?: string;
  free?: boolean;
  states: readonly SessionState[];
}

/** Sessions that are not over at `from` and begin before `to`, soonest first. */
export async function listSessions(
  ctx: OperationContext,
  filter: SessionFilter,
  page: { page: number; size: number },
): Promise<{ items: SessionRow[]; total: number }> {
  const conditions: RawBuilder<unknown>[] = [sql`s.state = any(${filter.states})`, visible(ctx)];
  // The literal lets the planner use the partial indexes.
  if (filter.states.length === 1 && filter.states[0] === "published") conditions.push(sql`s.state = 'published'`);
  if (filter.areaPath) {
    const upper = `${filter.areaPath.slice(0, -1)}0`;
    conditions.push(sql`s.unit_path >= ${filter.areaPath} and s.unit_path < ${upper}`);
  }
  if (filter.clinicId) conditions.push(sql`s.clinic_id = ${filter.clinicId}`);
  if (filter.from)
    conditions.push(
      sql`s.ends_at > ${filter.from} and s.starts_at > ${filter.from}::timestamptz - interval '24 hours'`,
    );
  if (filter.to) conditions.push(sql`s.starts_at < ${filter.to}`);
  if (filter.form) conditions.push(sql`s.form = ${filter.form}`);
  if (filter.timeType) conditions.push(sql`s.time_type = ${filter.timeType}`);
  if (filter.practitionerId)
    conditions.push(
      sql`s.id in (select d.session_id from session_duties d where d.practitioner_id = ${filter.practitionerId})`,
    );
  if (filter.free)
    conditions.push(sql`exists (select 1 from seats where seats.session_id = s.id and ${seatIsFree(ctx)})`);
  return await select(ctx, conditions, page);
}

/** The soonest published session of a clinic after an instant that has a free seat: what a cancelled person is told. */
export async function nextFreeSession(
  ctx: OperationContext,
  clinicId: string,
  after: Date,
): Promise<SessionRow | undefined> {
  const filter = { clinicId, from: after, free: true, states: ["published"] as const };
  const { items } = await listSessions(ctx, filter, { page: 1, size: 20 });
  return items.find((row) => row.startsAt > after.toISOString());
}

/** Sessions of a clinic that run at the caller's instant or begin within 30 minutes; of one practitioner, where named. */
export async function sessionsNow(
  ctx: OperationContext,
  clinicId: string,
  practitionerId?: string,
): Promise<SessionRow[]> {
  const soon = new Date(ctx.now.getTime() + 30 * 60_000);
  const filter = { clinicId, practitionerId, from: ctx.now, to: soon, states: ["published"] as const };
  return (await listSessions(ctx, filter, { page: 1, size: 200 })).items;
}

/** True when one of the people is on duty in another published session at that time. */
export async function isAnyoneBusy(
  ctx: OperationContext,
  practitionerIds: readonly string[],
  span: { startsAt: Date; endsAt: Date },
  except: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from session_duties d join sessions s on s.id = d.session_id
     where d.practitioner_id = any(${[...practitionerIds]}) and s.state = 'published'
       and s.starts_at < ${span.endsAt} and s.ends_at > ${span.startsAt}
       and s.starts_at > ${span.startsAt}::timestamptz - interval '24 hours'
       and s.id is distinct from ${except}::uuid
     limit 1`.execute(ctx.db);
  return rows.length > 0;
}

// Any constants: who publishes for a whole city waits for those who plan one session, and they for him.
const PLANNING = 4_071_101;
const PERSON = 4_071_102;

/** Until the transaction ends nobody else plans these people, so that looking whether they are busy holds. */
export async function lockPeople(ctx: OperationContext, practitionerIds: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${PLANNING})`.execute(ctx.db);
  // One order for everybody: two planners cannot wait for each other.
  await sql`
    select pg_advisory_xact_lock(${PERSON}, hashtext(id)) from (
      select distinct unnest(${[...practitionerIds]}::text[]) as id order by 1) people`.execute(ctx.db);
}

/** Until the transaction ends nobody else plans anybody. */
export async function lockAllPeople(ctx: OperationContext): Promise<void> {
  await sql`select pg_advisory_xact_lock(${PLANNING})`.execute(ctx.db);
}

export type NewSession = Pick<
  SessionRow,
  "clinicId" | "unitPath" | "form" | "timeType" | "capacity" | "room" | "place"
> & {
  startsAt: Date;
  endsAt: Date;
};

/** Writes a draft with the people on duty, in their order; its id. */
export async function insertDraft(
  ctx: OperationContext,
  session: NewSession,
  practitionerIds: readonly string[],
): Promise<string> {
  const id = ctx.newId();
  await q(ctx)
    .insertInto("sessions")
    .values({ id, ...session, state: "draft", updatedAt: ctx.now })
    .execute();
  await setDuty(ctx, id, practitionerIds);
  return id;
}

/** Makes these the people of a session, in this order; who stays keeps his sign-in. */
export async function setDuty(
  ctx: OperationContext,
  sessionId: string,
  practitionerIds: readonly string[],
): Promise<void> {
  const people = [...new Set(practitionerIds)];
  await sql`delete from session_duties
    where session_id = ${sessionId} and practitioner_id <> all(${people}::uuid[])`.execute(ctx.db);
  if (people.length === 0) return;
  await q(ctx)
    .insertInto("sessionDuties")
    .values(people.map((practitionerId, at) => ({ id: ctx.newId(), sessionId, practitionerId, position: at + 1 })))
    .onConflict((row) =>
      row.columns(["sessionId", "practitionerId"]).doUpdateSet((from) => ({ position: from.ref("excluded.position") })),
    )
    .execute();
}

/** Changes columns of a session. */
export async function updateSession(
  ctx: OperationContext,
  id: string,
  change: Partial<NewSession> & { state?: SessionState; cancelReason?: string; publishedAt?: Date },
): Promise<void> {
  await q(ctx)
    .updateTable("sessions")
    .set({ ...change, updatedAt: ctx.now })
    .where("id", "=", id)
    .execute();
}

/** Writes the caller's sign-in (again after a sign-out: he is back). False when he has no duty there. */
export async function signIn(ctx: OperationContext, sessionId: string, practitionerId: string): Promise<boolean> {
  const row = await q(ctx)
    .updateTable("sessionDuties")
    .set((from) => ({ checkedInAt: from.fn.coalesce("checkedInAt", sql<Date>`${ctx.now}`), checkedOutAt: null }))
    .where("sessionId", "=", sessionId)
    .where("practitionerId", "=", practitionerId)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes the caller's sign-out. False when he is not signed in there. */
export async function signOut(ctx: OperationContext, sessionId: string, practitionerId: string): Promise<boolean> {
  const row = await q(ctx)
    .updateTable("sessionDuties")
    .set({ checkedOutAt: ctx.now })
    .where("sessionId", "=", sessionId)
    .where("practitionerId", "=", practitionerId)
    .where("checkedInAt", "is not", null)
    .where("checkedOutAt", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The people of a session in the order of the plan; empty for one that cannot be seen. */
export async function dutyOf(ctx: OperationContext, sessionId: string): Promise<DutyPerson[]> {
  return (await sessionsByIds(ctx, [sessionId])).get(sessionId)?.duty ?? [];
}

/** The session of a clinic (of one practitioner, where named) that runs now, else the one that begins within 30 minutes. */
export async function sessionNow(
  ctx: OperationContext,
  clinicId: string,
  practitionerId?: string,
): Promise<SessionRow | undefined> {
  return (await sessionsNow(ctx, clinicId, practitionerId))[0];
}

/** Published sessions of a clinic that begin on a civil date; of one practitioner, where named. */
export async function sessionsOfDay(
  ctx: OperationContext,
  clinicId: string,
  day: CivilDate,
  practitionerId?: string,
): Promise<SessionRow[]> {
  const [from, to] = [startOfDay(day), startOfDay(addDays(day, 1))];
  const filter = { clinicId, practitionerId, from, to, states: ["published"] as const };
  return (await listSessions(ctx, filter, { page: 1, size: 200 })).items;
}
