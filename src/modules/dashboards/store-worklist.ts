import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql } from "../../platform/database.ts";
import { addDays, civilDate, startOfDay } from "../../shared/civil-time.ts";
import type { WorkItem } from "./contract.ts";
import { workOrder } from "./rules.ts";
import type { Scope } from "./scope.ts";
import { toldClocks } from "./store-figures.ts";
import { below, own } from "./store-scope.ts";

export interface WorkRow {
  kind: WorkItem["kind"];
  id: string;
  matterId: string | null;
  clinicId: string | null;
  at: string;
  /** Clock code, ticket `A012`, session form. */
  mark: string | null;
}

/** Sign-in opens this long before a session. */
const CHECK_IN = "30 minutes";

/**
 * What waits for the caller, most urgent first, by role: the tiers see what runs late; window and practitioner also who
 * waits; a practitioner his own sessions and records.
 */
export async function listWork(
  ctx: OperationContext,
  scope: Scope,
  page: { page: number; size: number },
): Promise<{ rows: WorkRow[]; total: number }> {
  const parts = [clocks(ctx, scope)];
  if (ctx.can("ticket:call")) parts.push(tickets(ctx, scope));
  if (ctx.can("appointment:receive")) parts.push(appointments(ctx, scope));
  if (scope.practitionerId !== null) parts.push(ownSessions(ctx, scope), consultations(scope));
  else if (ctx.role === "clerk" || ctx.role === "town") parts.push(deserted(ctx, scope));
  const rank = sql.join(
    workOrder.map((kind, at) => sql`when ${sql.lit(kind)} then ${sql.lit(at)}`),
    sql` `,
  );
  const { rows } = await sql<WorkRow & { total: number }>`
    select w.kind, w.id, w.matter_id, w.clinic_id, w.at, w.mark, count(*) over () as total
      from (${sql.join(parts, sql` union all `)}) as w
     order by case w.kind ${rank} end, w.first desc, w.at, w.id
     limit ${page.size} offset ${(page.page - 1) * page.size}`.execute(ctx.db);
  return { rows, total: rows[0]?.total ?? 0 };
}

type Part = RawBuilder<unknown>;

function clocks(ctx: OperationContext, scope: Scope): Part {
  const end = startOfDay(addDays(civilDate(ctx.now), 1));
  const mine =
    scope.practitionerId === null
      ? below(scope, sql`k.unit_path`)
      : sql`k.matter_id in (select m.id from matter_facts m where ${own(scope, "m")})`;
  return sql`
    select case when k.due_at < ${ctx.now} then 'late' else 'dueToday' end as kind, k.id, k.matter_id,
           null::uuid as clinic_id, k.due_at as at, k.code as mark, 0 as first
      from clock_facts k
     where ${mine} and k.stopped_at is null and k.paused_at is null and k.due_at < ${end} and ${toldClocks(ctx, sql`k.code`)}`;
}

function tickets(ctx: OperationContext, scope: Scope): Part {
  const mine =
    scope.practitionerId === null
      ? below(scope, sql`t.unit_path`)
      : sql`(t.practitioner_id = ${scope.practitionerId} or (t.practitioner_id is null
          and t.session_id in (select d.session_id from duty_facts d where d.practitioner_id = ${scope.practitionerId})))`;
  return sql`
    select 'waiting', t.id, t.matter_id, t.clinic_id, t.taken_at, t.letter || lpad(t.number::text, 3, '0'), t.priority
      from ticket_facts t
     where ${mine} and t.day = ${civilDate(ctx.now)} and t.state in ('waiting', 'called')`;
}

function appointments(ctx: OperationContext, scope: Scope): Part {
  const today = civilDate(ctx.now);
  return sql`
    select 'appointment', f.id, f.matter_id, f.clinic_id, f.starts_at, null, 0
      from appointment_facts f
     where ${own(scope, "f")} and f.state = 'booked'
       and f.starts_at >= ${startOfDay(today)} and f.starts_at < ${startOfDay(addDays(today, 1))}`;
}

/** Sessions of the practitioner in which he can sign in now. */
const ownSessions = (ctx: OperationContext, scope: Scope): Part => sql`
    select 'session', s.id, null::uuid, s.clinic_id, s.starts_at, s.form, 0
      from session_facts s join duty_facts d on d.session_id = s.id
     where d.practitioner_id = ${scope.practitionerId} and d.checked_in_at is null and s.state = 'published'
       and s.ends_at > ${ctx.now} and s.starts_at <= ${ctx.now}::timestamptz + ${CHECK_IN}::interval
       and s.starts_at > ${ctx.now}::timestamptz - interval '24 hours'`;

/** Sessions that have begun and nobody has signed in: somebody may stand before a closed door. */
const deserted = (ctx: OperationContext, scope: Scope): Part => sql`
    select 'session', s.id, null::uuid, s.clinic_id, s.starts_at, s.form, 0
      from session_facts s
     where ${below(scope, sql`s.unit_path`)} and s.state = 'published' and s.present = 0
       and s.starts_at <= ${ctx.now} and s.ends_at > ${ctx.now}
       and s.starts_at > ${ctx.now}::timestamptz - interval '24 hours'`;

const consultations = (scope: Scope): Part => sql`
    select 'openConsultation', c.id, c.matter_id, null::uuid, c.started_at, null, 0
      from consultation_facts c where c.practitioner_id = ${scope.practitionerId} and c.state = 'open'`;
