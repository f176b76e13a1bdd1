import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql } from "../../platform/database.ts";
import { addDays, civilDate, startOfDay } from "../../shared/civil-time.ts";
import { SATISFIED_LEVEL } from "../ratings/rules.ts";
import type { Scope } from "./scope.ts";
import { nobodyCame, type Period } from "./store-figures.ts";
import { below } from "./store-scope.ts";

export interface AreaCounts {
  /** Path of the child unit, or of the clinic. */
  key: string;
  openNow: number;
  opened: number;
  closed: number;
  late: number;
  waiting: number;
  sessions: number;
  emptySessions: number;
  invited: number;
  rated: number;
  satisfied: number;
}
type Measure = Exclude<keyof AreaCounts, "key">;

/**
 * Counts of every child unit of a scope in one statement; each part is grouped by the part of the path below the scope
 * and goes by its own index.
 * @param byClinic group by the clinic's whole path: below a town, and at a clinic itself
 */
export async function countAreas(
  ctx: OperationContext,
  scope: Scope,
  period: Period,
  byClinic: boolean,
): Promise<AreaCounts[]> {
  const key = byClinic
    ? sql`f.unit_path`
    : sql`left(f.unit_path, ${sql.lit(scope.path.length)}) || split_part(substr(f.unit_path, ${sql.lit(scope.path.length + 1)}), '/', 1) || '/'`;
  const from = startOfDay(period.from);
  const to = startOfDay(addDays(period.to, 1));
  const here = below(scope, sql`f.unit_path`);
  const part = (counts: Partial<Record<Measure, RawBuilder<unknown>>>, rest: RawBuilder<unknown>) => {
    const columns = measures.map((measure) => counts[measure] ?? sql`0`);
    return sql`select ${key} as key, ${sql.join(columns)} ${rest} group by 1`;
  };
  const all = sql`count(*)`;
  const parts = [
    part({ openNow: all }, sql`from matter_facts f where ${here} and f.state in ('open', 'serving', 'deferred')`),
    part({ opened: all }, sql`from matter_facts f where ${here} and f.opened_at >= ${from} and f.opened_at < ${to}`),
    part(
      { closed: all },
      sql`from matter_facts f where ${here} and f.state = 'closed' and f.closed_at >= ${from} and f.closed_at < ${to}`,
    ),
    part(
      { late: sql`count(distinct f.matter_id)` },
      sql`from clock_facts f where ${here} and f.stopped_at is null and f.paused_at is null and f.due_at < ${ctx.now}`,
    ),
    part(
      { waiting: all },
      sql`from ticket_facts f where ${here} and f.day = ${civilDate(ctx.now)} and f.state in ('waiting', 'called')`,
    ),
    part(
      {
        sessions: all,
        emptySessions: sql`count(*) filter (where f.ends_at <= ${ctx.now} and ${nobodyCame})`,
      },
      sql`from session_facts f
        where ${here} and f.state = 'published' and f.ends_at > ${from}
          and f.starts_at > ${from}::timestamptz - interval '24 hours' and f.starts_at < ${to}`,
    ),
    part(
      {
        invited: all,
        rated: sql`count(f.level)`,
        satisfied: sql`count(*) filter (where f.level >= ${sql.lit(SATISFIED_LEVEL)})`,
      },
      sql`from rating_facts f where ${here} and f.invited_at >= ${from} and f.invited_at < ${to}`,
    ),
  ];
  const sums = measures.map((measure) => sql`sum(${sql.ref(measure)})::int as ${sql.ref(measure)}`);
  const { rows } = await sql<AreaCounts>`
    select key, ${sql.join(sums)} from (${sql.join(parts, sql` union all `)}) as part (key, ${sql.join(
      measures.map((measure) => sql.ref(measure)),
    )}) group by key`.execute(ctx.db);
  return rows;
}

const measures = [
  "openNow",
  "opened",
  "closed",
  "late",
  "waiting",
  "sessions",
  "emptySessions",
  "invited",
  "rated",
  "satisfied",
] as const satisfies readonly Measure[];
