import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql, tables } from "../../platform/database.ts";
import { withinReach } from "../../platform/reach.ts";
import type { ServiceForm, SessionPattern, TimeType } from "./contract.ts";
import type { Span } from "./rules.ts";

interface PatternTables {
  sessionPatterns: {
    id: string;
    clinicId: string;
    unitPath: string;
    form: string;
    timeType: string;
    weekday: number;
    nthWeek: number | null;
    starts: string;
    ends: string;
    capacity: number;
    room: string;
    practitionerIds: string[];
    validFrom: string;
    validTo: string | null;
  };
}
const q = (ctx: OperationContext) => tables<PatternTables>(ctx);

export interface PatternRow extends SessionPattern {
  unitPath: string;
}

/** Patterns of the clinics in the caller's reach, or of one of them; without `page` all of them. */
export async function listPatterns(
  ctx: OperationContext,
  filter: { id?: string; clinicId?: string; validOn?: { from: string; to: string } },
  page?: { page: number; size: number },
): Promise<{ items: PatternRow[]; total: number }> {
  const conditions: RawBuilder<unknown>[] = [withinReach(ctx, "t.unit_path")];
  if (filter.id) conditions.push(sql`t.id = ${filter.id}`);
  if (filter.clinicId) conditions.push(sql`t.clinic_id = ${filter.clinicId}`);
  if (filter.validOn)
    conditions.push(
      sql`t.valid_from <= ${filter.validOn.to} and (t.valid_to is null or t.valid_to >= ${filter.validOn.from})`,
    );
  const slice = page ? sql`limit ${page.size} offset ${(page.page - 1) * page.size}` : sql``;
  const { rows } = await sql<PatternRow & { total: number }>`
    select t.id, t.clinic_id, c.name as clinic_name, t.unit_path, t.form, t.time_type, t.weekday, t.nth_week, t.starts,
           t.ends, t.capacity, t.room, t.practitioner_ids, t.valid_from, t.valid_to, count(*) over () as total
      from session_patterns t join clinic_facts c on c.id = t.clinic_id
     where ${sql.join(conditions, sql` and `)}
     order by t.unit_path, t.weekday, t.starts, t.id ${slice}`.execute(ctx.db);
  return { items: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export type NewPattern = Omit<PatternRow, "id" | "clinicName">;

/** Writes patterns, in their order; the ids. */
export async function insertPatterns(ctx: OperationContext, patterns: readonly NewPattern[]): Promise<string[]> {
  const rows = patterns.map((row) => ({ id: ctx.newId(), ...row }));
  const CHUNK = 1_000;
  for (let at = 0; at < rows.length; at += CHUNK)
    await q(ctx)
      .insertInto("sessionPatterns")
      .values(rows.slice(at, at + CHUNK))
      .execute();
  return rows.map((row) => row.id);
}

/** Sets the last day of a pattern. False when it is not in the caller's reach. */
export async function endPattern(ctx: OperationContext, id: string, validTo: string): Promise<boolean> {
  const row = await q(ctx)
    .updateTable("sessionPatterns")
    .set({ validTo })
    .where("id", "=", id)
    .where(withinReach(ctx, "unit_path"))
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** What patterns have published (or cancelled) already between two instants, as `patternId startMs`. */
export async function publishedOccurrences(
  ctx: OperationContext,
  patternIds: readonly string[],
  from: Date,
  to: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ patternId: string; startsAt: string }>`
    select pattern_id, starts_at from sessions
     where pattern_id = any(${[...patternIds]}) and starts_at >= ${from} and starts_at < ${to}`.execute(ctx.db);
  return new Set(rows.map((row) => `${row.patternId} ${Date.parse(row.startsAt)}`));
}

/** When people are on duty in published sessions between two instants. */
export async function busySpans(
  ctx: OperationContext,
  practitionerIds: readonly string[],
  from: Date,
  to: Date,
): Promise<{ practitionerId: string; span: Span }[]> {
  const { rows } = await sql<{ practitionerId: string; startsAt: string; endsAt: string }>`
    select d.practitioner_id, s.starts_at, s.ends_at
      from sessions s join session_duties d on d.session_id = s.id
     where s.state = 'published' and s.starts_at > ${from}::timestamptz - interval '24 hours' and s.starts_at < ${to}
       and d.practitioner_id = any(${[...practitionerIds]})`.execute(ctx.db);
  return rows.map((row) => ({
    practitionerId: row.practitionerId,
    span: { start: Date.parse(row.startsAt), end: Date.parse(row.endsAt) },
  }));
}

export interface PlannedSession {
  patternId: string;
  clinicId: string;
  unitPath: string;
  form: ServiceForm;
  timeType: TimeType;
  startsAt: Date;
  endsAt: Date;
  capacity: number;
  room: string;
  practitionerIds: string[];
}

/** Publishes sessions of patterns with their people; `sessions_pattern_once` drops what is there already. */
export async function insertPublished(
  ctx: OperationContext,
  planned: readonly PlannedSession[],
): Promise<{ sessionId: string; count: number }[]> {
  const made: { sessionId: string; count: number }[] = [];
  const CHUNK = 2_000;
  for (let at = 0; at < planned.length; at += CHUNK) {
    const part = planned.slice(at, at + CHUNK).map((row) => ({ id: ctx.newId(), ...row }));
    const column = <T>(pick: (row: (typeof part)[number]) => T) => part.map(pick);
    const { rows } = await sql<{ id: string }>`
      insert into sessions (id, pattern_id, clinic_id, unit_path, form, time_type, starts_at, ends_at, capacity, room,
                            state, published_at, updated_at)
      select *, 'published', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
        from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.patternId)}::uuid[],
          ${column((row) => row.clinicId)}::uuid[], ${column((row) => row.unitPath)}::text[],
          ${column((row) => row.form)}::text[], ${column((row) => row.timeType)}::text[],
          ${column((row) => row.startsAt)}::timestamptz[], ${column((row) => row.endsAt)}::timestamptz[],
          ${column((row) => row.capacity)}::int[], ${column((row) => row.room)}::text[])
      on conflict (pattern_id, starts_at) where pattern_id is not null do nothing
      returning id`.execute(ctx.db);
    const inserted = new Set(rows.map((row) => row.id));
    const fresh = part.filter((row) => inserted.has(row.id));
    const duties = fresh.flatMap((row) =>
      row.practitionerIds.map((practitionerId, place) => ({ sessionId: row.id, practitionerId, place: place + 1 })),
    );
    await sql`
      insert into session_duties (id, session_id, practitioner_id, position)
      select * from unnest(${duties.map(() => ctx.newId())}::uuid[], ${duties.map((row) => row.sessionId)}::uuid[],
        ${duties.map((row) => row.practitionerId)}::uuid[], ${duties.map((row) => row.place)}::smallint[])`.execute(
      ctx.db,
    );
    made.push(...fresh.map((row) => ({ sessionId: row.id, count: row.capacity })));
  }
  return made;
}
