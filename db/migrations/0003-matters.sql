-- Residents (identity optional), matters with their timeline and clocks, notifications.

create table residents (
  id uuid primary key,
  -- All personal data are sealed by the application; the database finds them by keyed values only (SEC-15).
  name_sealed text,
  phone_sealed text,
  id_number_sealed text,
  address_sealed text,
  phone_lookup text,
  name_lookup text,
  id_number_lookup text,
  tokens bigint[] not null default '{}',
  groups text[] not null default '{}',
  needs text[] not null default '{}',
  identity_refused boolean not null default false,
  -- The person proved to hold the phone by a code: then the phone signs in as this resident.
  phone_verified boolean not null default false,
  -- Where the row was made: the clinic that may read it before there is a matter.
  unit_path text collate "C" not null,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index residents_verified_phone on residents (phone_lookup) where phone_verified;
create index residents_phone on residents (phone_lookup);
create index residents_created_by on residents (created_by);
create index residents_unit on residents (unit_path);
create index residents_tokens on residents using gin (tokens);

create sequence matter_numbers;

create table matters (
  id uuid primary key,
  number text not null unique,
  channel text not null check (channel in ('visit', 'call', 'letter', 'online', 'event', 'round')),
  clinic_id uuid not null references clinics,
  unit_path text collate "C" not null,
  resident_id uuid references residents,
  practitioner_id uuid references practitioners,
  opened_by uuid,
  state text not null check (state in ('open', 'serving', 'deferred', 'closed', 'withdrawn')),
  category text,
  category_by text check (category_by in ('triage', 'resident', 'staff')),
  triage jsonb,
  flags text[] not null default '{}',
  service_lines text[] not null default '{}',
  narrative_sealed text,
  counterpart_sealed text,
  amount_fen bigint check (amount_fen >= 0),
  limitation_date date,
  identity_refused boolean not null default false,
  person_groups text[] not null default '{}',
  contact_lookup text,
  -- Keyed value of the sender's own key: sent twice, it is one matter.
  once_lookup text,
  notice_version text not null,
  tokens bigint[] not null default '{}',
  outcome text,
  simulated boolean not null default false,
  opened_at timestamptz not null,
  closed_at timestamptz,
  updated_at timestamptz not null,
  check ((state = 'closed') = (closed_at is not null and outcome is not null) or state = 'withdrawn')
);
create unique index matters_once on matters (once_lookup);
create index matters_unit on matters (unit_path, opened_at desc);
create index matters_opened on matters (opened_at desc);
create index matters_closed on matters (closed_at) where state = 'closed';
create index matters_resident on matters (resident_id);
create index matters_practitioner on matters (practitioner_id, opened_at desc);
create index matters_opened_by on matters (opened_by, opened_at desc);
create index matters_tokens on matters using gin (tokens);
create index matters_flags on matters using gin (flags);
create index matters_state on matters (state, opened_at desc);

create table matter_events (
  id uuid primary key,
  -- What one request writes has one instant; this keeps its order.
  seq bigint generated always as identity,
  matter_id uuid not null references matters,
  at timestamptz not null,
  kind text not null,
  actor_kind text not null check (actor_kind in ('resident', 'staff', 'system', 'anonymous')),
  actor_id uuid,
  actor_name text,
  -- Codes, ids and counts only; what somebody said is sealed.
  data jsonb not null default '{}',
  text_sealed text
);
create index matter_events_matter on matter_events (matter_id, seq);
-- Looking behind a mask is counted per person and hour (PRV-07).
create index matter_events_revealed on matter_events (actor_id, at) where kind = 'revealed';
create trigger matter_events_append_only before update or delete on matter_events
  for each row execute function refuse_change();

create table matter_clocks (
  id uuid primary key,
  matter_id uuid not null references matters,
  unit_path text collate "C" not null,
  code text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  paused_at timestamptz,
  pause_reason_sealed text,
  stopped_at timestamptz,
  met boolean,
  -- The handler was told once that the clock is late.
  reminded_at timestamptz,
  check ((stopped_at is null) = (met is null)),
  check ((paused_at is null) = (pause_reason_sealed is null))
);
create unique index matter_clocks_running on matter_clocks (matter_id, code) where stopped_at is null;
create index matter_clocks_due on matter_clocks (unit_path, due_at) where stopped_at is null;
create index matter_clocks_matter on matter_clocks (matter_id);
-- Figures of what fell due in a span of days, over a whole city.
create index matter_clocks_due_at on matter_clocks (due_at);

create table notifications (
  id uuid primary key,
  resident_id uuid references residents,
  account_id uuid references accounts,
  matter_id uuid references matters,
  unit_path text collate "C" not null,
  channel text not null check (channel in ('inApp', 'sms')),
  template text not null,
  text_sealed text not null,
  state text not null check (state in ('queued', 'sent', 'failed', 'expired')),
  attempts integer not null default 0,
  created_at timestamptz not null,
  sent_at timestamptz,
  read_at timestamptz
);
create index notifications_resident on notifications (resident_id, created_at desc);
create index notifications_account on notifications (account_id, created_at desc);
create index notifications_queued on notifications (created_at) where state = 'queued';

-- Save and return: what a resident has typed so far, sealed, held by a one-time secret in a cookie, later by the phone.
create table drafts (
  id uuid primary key,
  token_hash text not null unique,
  phone_lookup text,
  answers_sealed text not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null
);
create index drafts_phone on drafts (phone_lookup);
alter table drafts enable row level security;
create policy drafts_wall on drafts using (wall_system()) with check (wall_system());

-- Keyed search under row-level security: array containment is not leak-proof, so the planner would not use the index
-- behind a policy. These return ids only; the caller joins them to the walled table.
create function matters_with_tokens(wanted bigint[], from_path text, to_path text, most integer) returns setof uuid
  stable security definer set search_path = public language sql as $$
  select id from matters where tokens @> wanted and unit_path >= from_path and unit_path < to_path
   order by opened_at desc limit most
$$;
create function matters_with_flag(wanted text, from_path text, to_path text, most integer) returns setof uuid
  stable security definer set search_path = public language sql as $$
  select id from matters where flags @> array[wanted] and unit_path >= from_path and unit_path < to_path
   order by opened_at desc limit most
$$;
-- Whether somebody's wall admits a resident: where the row was made, or through one of his matters.
create function resident_within(resident uuid, unit_path text, created_by uuid, from_path text, to_path text, practitioner uuid, account uuid)
  returns boolean stable security definer set search_path = public language sql as $$
  select coalesce(unit_path collate "C" >= from_path and unit_path collate "C" < to_path, false) or coalesce(created_by = account, false)
      or exists (select 1 from matters m where m.resident_id = resident and (
           (m.unit_path >= from_path and m.unit_path < to_path) or m.practitioner_id = practitioner or m.opened_by = account))
$$;
create function residents_with_tokens(wanted bigint[], from_path text, to_path text, practitioner uuid, account uuid, most integer)
  returns setof uuid stable security definer set search_path = public language sql as $$
  select r.id from residents r where r.tokens @> wanted and (
         (r.unit_path >= from_path and r.unit_path < to_path) or r.created_by = account
      or exists (select 1 from matters m where m.resident_id = r.id and (
           (m.unit_path >= from_path and m.unit_path < to_path) or m.practitioner_id = practitioner or m.opened_by = account)))
   order by r.created_at desc limit most
$$;
-- One person, one row (三台融合): who is known by the same name and phone. Both are keyed values; the answer is an id only,
-- and the row stays behind its wall until the person has a matter with whoever asks.
create function resident_known(phone text, name text) returns uuid
  stable security definer set search_path = public language sql as $$
  select id from residents where phone_lookup = phone and name_lookup = name
   order by phone_verified desc, created_at limit 1
$$;

-- The wall's settings as values: a policy that reads them in a sub-select reads them once a query and not once a row.
create function wall_prefix() returns text stable language sql as $$
  select case when current_setting('app.role', true) in ('clerk', 'town', 'district', 'city', 'system')
              then nullif(current_setting('app.reach', true), '') end
$$;
create function wall_id(key text) returns uuid stable language sql as $$
  select nullif(current_setting('app.' || key, true), '')::uuid
$$;

alter table matters enable row level security;
create policy matters_wall on matters using (
    starts_with(unit_path, (select wall_prefix())) or resident_id = (select wall_id('resident'))
    or practitioner_id = (select wall_id('practitioner')) or opened_by = (select wall_id('account')))
  with check (
    starts_with(unit_path, (select wall_prefix())) or resident_id = (select wall_id('resident'))
    or practitioner_id = (select wall_id('practitioner')) or opened_by = (select wall_id('account')));

-- A resident's row is seen by himself, by the clinic that made it, and by whoever sees one of his matters.
alter table residents enable row level security;
create policy residents_wall on residents
  using (wall_is('resident', id) or wall_place(unit_path) or wall_is('account', created_by)
    or exists (select 1 from matters where matters.resident_id = residents.id))
  with check (wall_is('resident', id) or wall_place(unit_path) or wall_is('account', created_by)
    or exists (select 1 from matters where matters.resident_id = residents.id));

alter table matter_events enable row level security;
create policy matter_events_wall on matter_events
  using (exists (select 1 from matters where matters.id = matter_events.matter_id))
  with check (exists (select 1 from matters where matters.id = matter_events.matter_id));
alter table matter_clocks enable row level security;
create policy matter_clocks_wall on matter_clocks
  using (starts_with(unit_path, (select wall_prefix()))
    or exists (select 1 from matters where matters.id = matter_clocks.matter_id))
  with check (starts_with(unit_path, (select wall_prefix()))
    or exists (select 1 from matters where matters.id = matter_clocks.matter_id));
alter table notifications enable row level security;
create policy notifications_wall on notifications
  using (wall_is('resident', resident_id) or wall_is('account', account_id) or wall_place(unit_path))
  with check (wall_is('resident', resident_id) or wall_is('account', account_id) or wall_place(unit_path)
    or exists (select 1 from matters where matters.id = notifications.matter_id));

-- What analysis may read: stable columns, no personal data.
create view matter_facts with (security_invoker = true) as
  select id, number, channel, clinic_id, unit_path, practitioner_id, state, category, flags, service_lines, outcome,
         person_groups, identity_refused, resident_id is not null as has_contact, simulated, opened_at, closed_at
    from matters;
create view clock_facts with (security_invoker = true) as
  select id, matter_id, unit_path, code, started_at, due_at, paused_at, stopped_at, met from matter_clocks;
