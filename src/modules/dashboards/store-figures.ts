import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql } from "../../platform/database.ts";
import { addDays, type CivilDate, civilDate, startOfDay, ZONE } from "../../shared/civil-time.ts";
import { ratingClocks, seesRatings } from "../matters/rules.ts";
import { SATISFIED_LEVEL } from "../ratings/rules.ts";
import type { FigureCode, FigureRecord } from "./contract.ts";
import type { Scope } from "./scope.ts";
import { below, own, ownSessions } from "./store-scope.ts";

/** First and last civil day, both counted. */
export interface Period {
  from: CivilDate;
  to: CivilDate;
}

type View = "matter_facts" | "ticket_facts" | "appointment_facts" | "session_facts" | "clock_facts" | "rating_facts";

/** Where the records of a figure are: view `f`, the condition on it, the column that orders them. */
interface Source {
  view: View;
  kind: FigureRecord["kind"];
  where: RawBuilder<unknown>;
  at: string;
}

const within = (column: RawBuilder<unknown>, { from, to }: Period): RawBuilder<unknown> =>
  sql`${column} >= ${startOfDay(from)} and ${column} < ${startOfDay(addDays(to, 1))}`;

/** Sessions that share a moment with the period, as the roster's own list understands from and to. */
const sessionsDuring = ({ from, to }: Period): RawBuilder<unknown> => {
  const start = startOfDay(from);
  return sql`f.state = 'published' and f.ends_at > ${start} and f.starts_at > ${start}::timestamptz - interval '24 hours'
    and f.starts_at < ${startOfDay(addDays(to, 1))}`;
};

/**
 * Nobody came to session `f`: nobody was called in, no appointment was kept, nothing was recorded. Scalar sub-selects,
 * because they can only be index probes for each session: as a join the planner reads everybody who ever came.
 */
export const nobodyCame: RawBuilder<unknown> = sql`coalesce(
  (select 1 from ticket_facts t where t.session_id = f.id and t.state in ('called', 'serving', 'finished') limit 1),
  (select 1 from appointment_facts a where a.session_id = f.id and a.state in ('checkedIn', 'served') limit 1),
  (select 1 from consultation_facts c where c.session_id = f.id limit 1)) is null`;

/** Clocks that tell of a bad rating count for the tiers only: who was rated does not learn of it (一事一评). */
export const toldClocks = (ctx: OperationContext, code: RawBuilder<unknown>): RawBuilder<unknown> =>
  seesRatings(ctx.role) ? sql`true` : sql`${code} <> all(${[...ratingClocks]}::text[])`;

const runningClocks = (ctx: OperationContext, scope: Scope, due: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select k.matter_id from clock_facts k
   where k.stopped_at is null and k.paused_at is null and ${below(scope, sql`k.unit_path`)} and ${due}
     and ${toldClocks(ctx, sql`k.code`)}`;

/** What a figure counts. The list of the figure's records uses the same condition. */
function sourceOf(ctx: OperationContext, scope: Scope, code: FigureCode, period: Period): Source {
  const today = civilDate(ctx.now);
  const day: Period = { from: today, to: today };
  const matter = (where: RawBuilder<unknown>, at = "opened_at"): Source => ({
    view: "matter_facts",
    kind: "matter",
    where: sql`${own(scope, "f")} and ${where}`,
    at,
  });
  const ticket = (where: RawBuilder<unknown>): Source => ({
    view: "ticket_facts",
    kind: "ticket",
    // The wall of the database also lets a practitioner see who waits in his sessions.
    where: sql`${scope.practitionerId === null ? below(scope, sql`f.unit_path`) : ownQueue(scope)} and f.day = ${today} and ${where}`,
    at: "taken_at",
  });
  const appointment = (where: RawBuilder<unknown>): Source => ({
    view: "appointment_facts",
    kind: "appointment",
    where: sql`${own(scope, "f")} and ${within(sql`f.starts_at`, day)} and ${where}`,
    at: "starts_at",
  });
  const session = (where: RawBuilder<unknown>): Source => ({
    view: "session_facts",
    kind: "session",
    where: sql`${ownSessions(scope)} and ${where}`,
    at: "starts_at",
  });
  const rating = (where: RawBuilder<unknown>): Source => ({
    view: "rating_facts",
    kind: "rating",
    where: sql`${below(scope, sql`f.unit_path`)} and ${within(sql`f.invited_at`, period)} and ${where}`,
    at: "invited_at",
  });
  switch (code) {
    case "opened":
      return matter(within(sql`f.opened_at`, period));
    case "closed":
      return matter(sql`f.state = 'closed' and ${within(sql`f.closed_at`, period)}`, "closed_at");
    case "late":
      return matter(sql`f.id in (${runningClocks(ctx, scope, sql`k.due_at < ${ctx.now}`)})`);
    case "dueToday": {
      const end = startOfDay(addDays(today, 1));
      return matter(sql`f.id in (${runningClocks(ctx, scope, sql`k.due_at >= ${ctx.now} and k.due_at < ${end}`)})`);
    }
    case "waiting":
      return ticket(sql`f.state in ('waiting', 'called')`);
    case "serving":
      return ticket(sql`f.state = 'serving'`);
    case "appointmentsKept":
      return appointment(sql`f.state in ('checkedIn', 'served')`);
    case "appointmentsToCome":
      return appointment(sql`f.state = 'booked'`);
    case "appointmentsNoShow":
      return appointment(sql`f.state = 'noShow'`);
    case "sessions":
    case "offHours":
      return session(sessionsDuring(period));
    case "onDuty":
      return session(sql`${sessionsDuring(day)} and f.starts_at <= ${ctx.now} and f.ends_at > ${ctx.now}
        and f.id in (select d.session_id from duty_facts d where d.checked_in_at is not null and d.checked_out_at is null)`);
    case "emptySessions":
      return session(sql`${sessionsDuring(period)} and f.ends_at <= ${ctx.now} and ${nobodyCame}`);
    case "onTime":
      return {
        view: "clock_facts",
        kind: "clock",
        where: sql`${clockScope(scope)} and ${toldClocks(ctx, sql`f.code`)} and ${within(sql`f.due_at`, period)}
          and (f.stopped_at is not null or (f.paused_at is null and f.due_at < ${ctx.now}))`,
        at: "due_at",
      };
    case "satisfaction":
      return rating(sql`f.level is not null`);
    case "participation":
      return rating(sql`f.has_contact`);
    case "denied":
      return rating(sql`not f.took_place`);
  }
}

/** A practitioner's queue: whom he has called, and who waits in a session that he has duty in. */
const ownQueue = (scope: Scope): RawBuilder<unknown> => sql`(${below(scope, sql`f.unit_path`)} and (
  f.practitioner_id = ${scope.practitionerId} or (f.practitioner_id is null
    and f.session_id in (select d.session_id from duty_facts d where d.practitioner_id = ${scope.practitionerId}))))`;

const clockScope = (scope: Scope): RawBuilder<unknown> =>
  scope.practitionerId === null
    ? below(scope, sql`f.unit_path`)
    : sql`f.matter_id in (select m.id from matter_facts m where ${own(scope, "m")})`;

/** How many of a figure's records also meet something: the upper part of a share. */
const hits: Partial<Record<FigureCode, RawBuilder<unknown>>> = {
  onTime: sql`f.met`,
  satisfaction: sql`f.level >= ${sql.lit(SATISFIED_LEVEL)}`,
  participation: sql`f.rated_at is not null`,
};

export interface Count {
  n: number;
  /** For shares: records that meet it; for `offHours` minutes. */
  hits: number;
  /** For `offHours`: all minutes. */
  of: number;
}

/** Counts of several figures in one statement; each part goes by its own index. */
export async function countFigures(
  ctx: OperationContext,
  scope: Scope,
  period: Period,
  codes: readonly FigureCode[],
  offHours: readonly string[] = [],
): Promise<Map<FigureCode, Count>> {
  const parts = codes.map((code) => {
    const { view, where } = sourceOf(ctx, scope, code, period);
    const from = sql`from ${sql.table(view)} f where ${where}`;
    if (code === "offHours") {
      const minutes = sql`extract(epoch from f.ends_at - f.starts_at) / 60`;
      return sql`select ${sql.lit(code)} as code, count(*) as n,
        coalesce(sum(${minutes}) filter (where f.time_type = any(${[...offHours]}::text[])), 0)::float8 as hits,
        coalesce(sum(${minutes}), 0)::float8 as of ${from}`;
    }
    const hit = hits[code];
    const also = hit ? sql`count(*) filter (where ${hit})` : sql`0`;
    return sql`select ${sql.lit(code)} as code, count(*) as n, ${also}::float8 as hits, count(*)::float8 as of ${from}`;
  });
  const { rows } = await sql<{ code: FigureCode } & Count>`${sql.join(parts, sql` union all `)}`.execute(ctx.db);
  return new Map(rows.map(({ code, ...count }) => [code, count]));
}

/** A record behind a figure as the database has it. */
export interface RecordRow {
  id: string;
  matterId: string | null;
  clinicId: string | null;
  at: string;
  /** Ticket `A12`, clock code, session form, appointment state. */
  mark: string | null;
  until: string | null;
}

const recordColumns: Record<View, RawBuilder<unknown>> = {
  matter_facts: sql`f.id as matter_id, f.clinic_id, f.category as mark, null::timestamptz as until`,
  ticket_facts: sql`f.matter_id, f.clinic_id, f.letter || lpad(f.number::text, 3, '0') as mark, null::timestamptz as until`,
  appointment_facts: sql`f.matter_id, f.clinic_id, f.state as mark, null::timestamptz as until`,
  session_facts: sql`null::uuid as matter_id, f.clinic_id, f.form as mark, f.ends_at as until`,
  clock_facts: sql`f.matter_id, null::uuid as clinic_id, f.code as mark, f.stopped_at as until`,
  rating_facts: sql`f.matter_id, f.clinic_id, null::text as mark, f.rated_at as until`,
};

/** One page of the records behind a figure. */
export async function listRecords(
  ctx: OperationContext,
  scope: Scope,
  code: FigureCode,
  period: Period,
  page: { page: number; size: number },
): Promise<{ kind: FigureRecord["kind"]; rows: RecordRow[]; total: number }> {
  const { view, kind, where, at } = sourceOf(ctx, scope, code, period);
  const from = sql`from ${sql.table(view)} f where ${where}`;
  const counted = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.db);
  const { rows } = await sql<RecordRow>`select f.id, ${sql.ref(`f.${at}`)} as at, ${recordColumns[view]} ${from}
    order by ${sql.ref(`f.${at}`)} desc, f.id limit ${page.size} offset ${(page.page - 1) * page.size}`.execute(ctx.db);
  return { kind, rows, total: counted.rows[0]?.total ?? 0 };
}

/**
 * Matters opened in the period by category (`null`: nobody classified them yet) and by civil day, in one pass over them.
 * Days and categories without any are missing; categories come with most first, days in order.
 */
export async function countOpened(
  ctx: OperationContext,
  scope: Scope,
  period: Period,
): Promise<{ categories: { code: string | null; n: number }[]; days: { day: CivilDate; n: number }[] }> {
  const { rows } = await sql<{ code: string | null; day: string | null; byDay: number; n: number }>`
    select f.category as code, f.day, grouping(f.category) as by_day, count(*) as n
      from (select f.category, (f.opened_at at time zone ${ZONE}::text)::date as day from matter_facts f
             where ${own(scope, "f")} and ${within(sql`f.opened_at`, period)}) f
     group by grouping sets ((f.category), (f.day)) order by 4 desc, 1 nulls last`.execute(ctx.db);
  const days = rows.flatMap(({ day, n, byDay }) => (byDay === 1 && day !== null ? [{ day, n }] : []));
  return {
    categories: rows.filter((row) => row.byDay === 0).map(({ code, n }) => ({ code, n })),
    days: days.sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}
