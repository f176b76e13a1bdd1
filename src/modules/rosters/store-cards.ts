import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql } from "../../platform/database.ts";
import { placeNames, searchAreas } from "../network/rules.ts";
import type { ClinicCard } from "./contract.ts";
import { seatIsFree } from "./store.ts";

export interface CardFilter {
  areaPath?: string;
  tier?: string;
  line?: string;
  /** Words that must all be found in the clinic's name, host, address or the places it lies in. */
  words: readonly string[];
  open?: boolean;
}

/** How far ahead the next session is looked for. */
const DAYS_AHEAD = 60;

/**
 * Clinics that run, as residents look for them, seen at the instant `at`: those with somebody on duty first, then by
 * the soonest next session, then by name. One statement: two index ranges give who is open, one probe a clinic its
 * next session; people, seats and places are read for the page only.
 */
export async function listCards(
  ctx: OperationContext,
  at: Date,
  filter: CardFilter,
  page: { page: number; size: number },
): Promise<{ items: ClinicCard[]; total: number }> {
  const conditions: RawBuilder<unknown>[] = [sql`c.state = 'running'`];
  if (filter.areaPath) {
    const upper = `${filter.areaPath.slice(0, -1)}0`;
    conditions.push(sql`c.path >= ${filter.areaPath} and c.path < ${upper}`);
  }
  if (filter.tier) conditions.push(sql`c.tier = ${filter.tier}`);
  if (filter.line) conditions.push(sql`${filter.line} = any(c.lines)`);
  if (filter.open) conditions.push(sql`o.open_until is not null`);
  for (const word of filter.words)
    conditions.push(sql`(strpos(lower(c.name || ' ' || c.host || ' ' || c.address), lower(${word})) > 0
      or string_to_array(c.path, '/') && ${searchAreas(ctx.pack, { q: word }).map((area) => area.code)}::text[])`);
  const { rows } = await sql<Omit<ClinicCard, "placeNames"> & { path: string; total: number }>`
    with on_duty as (
      select s.clinic_id, max(s.ends_at) as open_until, array_agg(distinct d.practitioner_id) as people
        from sessions s
        join session_duties d on d.session_id = s.id and (d.checked_out_at is null or d.checked_out_at > ${at})
        join practitioner_facts p on p.id = d.practitioner_id and p.state = 'active'
       where s.state = 'published' and s.starts_at > ${at}::timestamptz - interval '24 hours'
         and s.starts_at <= ${at} and s.ends_at > ${at}
       group by s.clinic_id),
    page as (
      select c.*, o.open_until, o.people, n.id as next_id, n.starts_at as next_start, n.ends_at as next_end,
             count(*) over () as total
        from clinic_facts c
        left join on_duty o on o.clinic_id = c.id
        left join lateral (
          select s.id, s.starts_at, s.ends_at from sessions s
           where s.clinic_id = c.id and s.state = 'published' and s.starts_at > ${at}
             and s.starts_at <= ${at}::timestamptz + make_interval(days => ${DAYS_AHEAD})
           order by s.starts_at limit 1) n on true
       where ${sql.join(conditions, sql` and `)}
       order by (o.open_until is null), n.starts_at nulls last, c.name, c.id
       limit ${page.size} offset ${(page.page - 1) * page.size})
    select id, name, tier, area_code, path, address, phone, contact_is_demo, host, lines, access, dialects, total,
           open_until is not null as open, open_until, next_start as next_starts_at, next_end as next_ends_at,
           next_id as next_session_id,
           case when next_id is not null then
             (select count(*) from seats where seats.session_id = next_id and ${seatIsFree(ctx)}) end as next_free,
           (select coalesce(json_agg(json_build_object('name', p.name, 'profession', p.profession, 'goodAt', p.good_at)
                     order by p.name), '[]')
              from practitioner_facts p
             where p.state = 'active' and p.id = any(coalesce(people,
               array(select d.practitioner_id from session_duties d where d.session_id = next_id)))) as duty
      from page
     order by (open_until is null), next_start nulls last, name, id`.execute(ctx.db);
  const items = rows.map(({ total: _total, path, ...card }) => ({ ...card, placeNames: placeNames(ctx.pack, path) }));
  return { items, total: rows[0]?.total ?? 0 };
}
