import type { OperationContext } from "../../platform/context.ts";
import { sql } from "../../platform/database.ts";

/**
 * Fills a fresh database with a made-up city at work, ending at the caller's instant: matters with clocks, tickets,
 * appointments, records and ratings, sessions with people. The same call gives the same mix of states (not the same ids).
 */
export async function fillCity(
  ctx: OperationContext,
  size: {
    days: number;
    matters: number;
    sessions: number;
    practitioners: number;
    clinics: readonly string[];
    /** 1: every day alike; more: the nearer the fuller. */ skew?: number;
  },
): Promise<void> {
  const now = sql`${ctx.now}::timestamptz`;
  const run = (query: ReturnType<typeof sql>) => query.execute(ctx.db);
  await run(sql`select setseed(0.42)`);
  await run(sql`
    create temporary table seen_clinics on commit drop as
      select row_number() over (order by code) - 1 as n, id, path from clinics where code = any(${[...size.clinics]}::text[])`);
  await run(sql`
    insert into practitioners (id, code, unit_path, name, profession, employer, public_servant, good_at, languages, updated_at)
    select gen_random_uuid(), 'made-' || i, (select path from seen_clinics where n = i % (select count(*) from seen_clinics)),
           '律师' || i, 'lawyer', '某所', false, '{}', '{}', ${now}
      from generate_series(1, ${size.practitioners}::int) i`);
  await run(sql`
    create temporary table seen_people on commit drop as
      select row_number() over (order by code) - 1 as n, id from practitioners where code like 'made-%'`);
  await run(sql`
    insert into residents (id, unit_path, created_at, updated_at)
    select gen_random_uuid(), path, ${now}, ${now} from seen_clinics where n = 0`);
  await run(sql`
    insert into sessions (id, clinic_id, unit_path, form, time_type, starts_at, ends_at, capacity, room, state, cancel_reason, updated_at)
    select gen_random_uuid(), c.id, c.path, 'lawyerSitIn', d.time_type, d.starts_at, d.starts_at + interval '3 hours', 8, '1号咨询室',
           d.state, case when d.state = 'cancelled' then '停电' end, ${now}
      from (select floor(random() * (select count(*) from seen_clinics))::int as clinic,
                   (array['regular', 'regular', 'night', 'weekend', 'marketDay'])[1 + floor(random() * 5)::int] as time_type,
                   case when random() < 0.1 then 'cancelled' when random() < 0.1 then 'draft' else 'published' end as state,
                   -- Some are to come today, most are over; the more the nearer.
                   date_trunc('hour', ${now}) + interval '9 hours' - floor(power(random(), ${size.skew ?? 2}::float8) * ${size.days * 24}::int) * interval '1 hour' as starts_at
              from generate_series(1, ${size.sessions}::int)) d
      join seen_clinics c on c.n = d.clinic`);
  await run(sql`
    insert into session_duties (id, session_id, practitioner_id, position, checked_in_at, checked_out_at)
    select gen_random_uuid(), s.id, p.id, 1,
           case when s.starts_at <= ${now} and random() < 0.7 then s.starts_at end, null
      from (select *, floor(random() * ${size.practitioners}::int)::int as person from sessions) s
      join seen_people p on p.n = s.person`);
  await run(sql`update session_duties d set checked_out_at = s.ends_at from sessions s
    where s.id = d.session_id and d.checked_in_at is not null and s.ends_at < ${now}`);
  await run(sql`
    create temporary table seen_sessions on commit drop as
      select clinic_id, array_agg(s.id) as ids from sessions s where state = 'published' group by 1`);
  const categories = ctx.pack.categories.map((category) => category.code);
  await run(sql`
    insert into matters (id, number, channel, clinic_id, unit_path, resident_id, practitioner_id, state, category, notice_version,
                         outcome, opened_at, closed_at, updated_at)
    select gen_random_uuid(), 'MADE2611-' || lpad(d.i::text, 7, '0'), case when d.i % 3 = 0 then 'online' else 'visit' end, c.id, c.path,
           case when random() < 0.7 then (select id from residents limit 1) end, p.id,
           case when d.closes < ${now} then 'closed' when random() < 0.1 then 'withdrawn'
                when random() < 0.4 then 'serving' when random() < 0.2 then 'deferred' else 'open' end,
           case when random() < 0.9 then (${categories}::text[])[1 + floor(power(random(), 2) * ${categories.length}::int)::int] end, '1',
           case when d.closes < ${now} then 'advised' end, d.opened, case when d.closes < ${now} then d.closes end, ${now}
      from (select i, o.opened, o.opened + random() * interval '6 days' as closes,
                   floor(random() * (select count(*) from seen_clinics))::int as clinic,
                   case when random() < 0.8 then floor(random() * ${size.practitioners}::int)::int end as person
              from generate_series(1, ${size.matters}::int) i
              cross join lateral (select ${now} - (power(random(), ${size.skew ?? 2}::float8) + i * 0) * ${`${size.days} days`}::interval as opened) o) d
      join seen_clinics c on c.n = d.clinic left join seen_people p on p.n = d.person
     order by d.opened`);
  await run(sql`update matters set closed_at = ${now}, outcome = null where state = 'withdrawn'`);
  await run(sql`
    insert into matter_clocks (id, matter_id, unit_path, code, started_at, due_at, paused_at, pause_reason_sealed, stopped_at, met)
    select gen_random_uuid(), m.id, m.unit_path, k.code, m.opened_at, k.due,
           case when m.paused then m.opened_at end, case when m.paused then 'x' end,
           m.ended, case when m.ended is not null then m.ended <= k.due end
      from (select *, case when state in ('closed', 'withdrawn') then closed_at end as ended,
                   state not in ('closed', 'withdrawn') and random() < 0.15 as paused from matters) m
      cross join lateral (values ('SLA-04', m.opened_at + random() * interval '5 days'),
                                 ('SLA-03', m.opened_at + random() * interval '9 days')) k (code, due)
     where random() < 0.6`);
  await run(sql`
    insert into matter_clocks (id, matter_id, unit_path, code, started_at, due_at)
    select gen_random_uuid(), id, unit_path, 'SLA-23', closed_at, closed_at + interval '2 days' from matters
     where state = 'closed' and random() < 0.2`);
  await run(sql`
    insert into tickets (id, clinic_id, unit_path, day, letter, number, session_id, matter_id, practitioner_id, state, priority,
                         masked_name, taken_at, queued_at)
    select gen_random_uuid(), m.clinic_id, m.unit_path, m.day, 'A', row_number() over (partition by m.clinic_id, m.day order by m.id),
           s.ids[1 + floor(random() * cardinality(s.ids))::int], m.id,
           case when m.state not in ('waiting') then m.practitioner_id end, m.state, 0, '张*', m.opened_at, m.opened_at
      from (select id, clinic_id, unit_path, practitioner_id, opened_at, (opened_at at time zone 'Asia/Shanghai')::date as day,
                   case when (opened_at at time zone 'Asia/Shanghai')::date < (${now} at time zone 'Asia/Shanghai')::date then 'finished'
                        else (array['waiting', 'called', 'serving', 'finished', 'skipped'])[1 + floor(random() * 5)::int] end as state
              from matters where channel = 'visit') m
      left join seen_sessions s on s.clinic_id = m.clinic_id`);
  await run(sql`
    create temporary table made_appointments on commit drop as
    select gen_random_uuid() as id, gen_random_uuid() as seat_id, m.id as matter_id, m.practitioner_id, s.session_id, random() as luck
      from matters m join seen_sessions x on x.clinic_id = m.clinic_id
      cross join lateral (select x.ids[1 + floor((random() + 0 * length(m.number)) * cardinality(x.ids))::int] as session_id) s
     where random() < 0.3`);
  await run(sql`
    insert into seats (id, session_id, position, state)
    select seat_id, session_id, row_number() over (partition by session_id order by id), 'free' from made_appointments`);
  await run(sql`
    insert into appointments (id, session_id, seat_id, matter_id, clinic_id, unit_path, practitioner_id, state, made_by, position,
                              starts_at, ends_at, booked_at, ended_at)
    select a.id, s.id, a.seat_id, a.matter_id, s.clinic_id, s.unit_path, a.practitioner_id, a.state, 'self', 1, s.starts_at, s.ends_at,
           s.starts_at - interval '1 day', case when a.state in ('served', 'noShow', 'cancelled') then s.ends_at end
      from (select *, case when luck < 0.3 then 'booked' when luck < 0.4 then 'checkedIn' when luck < 0.8 then 'served'
                           when luck < 0.9 then 'noShow' else 'cancelled' end as state from made_appointments) a
      join sessions s on s.id = a.session_id`);
  await run(sql`
    insert into consultations (id, matter_id, unit_path, session_id, practitioner_id, state, outcome, started_at, signed_at, updated_at)
    select gen_random_uuid(), m.id, m.unit_path, t.session_id, m.practitioner_id,
           case when m.state = 'closed' then 'signed' else 'open' end, case when m.state = 'closed' then 'advised' end,
           m.opened_at, case when m.state = 'closed' then m.closed_at end, ${now}
      from matters m left join tickets t on t.matter_id = m.id
     where m.practitioner_id is not null and m.state in ('serving', 'closed') and random() < 0.5`);
  await run(sql`
    insert into ratings (id, matter_id, clinic_id, unit_path, practitioner_id, resident_id, token_hash, token_sealed, invited_at,
                         expires_at, level, took_place, rated_at)
    select gen_random_uuid(), m.id, m.clinic_id, m.unit_path, m.practitioner_id, m.resident_id, m.id::text, 'x', m.closed_at,
           m.closed_at + interval '30 days',
           case when luck < 0.4 then 1 + floor(power(random(), 0.4) * 5)::int end,
           case when luck < 0.4 then true when luck < 0.43 then false end, case when luck < 0.43 then m.closed_at + interval '1 hour' end
      from (select *, random() as luck from matters where state = 'closed') m`);
}
