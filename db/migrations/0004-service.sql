-- Sessions of the seven forms, seats, appointments, the queue, consultations, ratings.

create table session_patterns (
  id uuid primary key,
  clinic_id uuid not null references clinics,
  unit_path text collate "C" not null,
  form text not null,
  time_type text not null,
  weekday smallint not null check (weekday between 1 and 7),
  -- Which week of the month (1..5); null: every week.
  nth_week smallint check (nth_week between 1 and 5),
  starts text not null check (starts ~ '^[0-2][0-9]:[0-5][0-9]$'),
  ends text not null check (ends > starts),
  capacity integer not null check (capacity between 0 and 200),
  room text not null,
  practitioner_ids uuid[] not null,
  valid_from date not null,
  valid_to date
);
create index session_patterns_unit on session_patterns (unit_path);
create index session_patterns_clinic on session_patterns (clinic_id);

create table sessions (
  id uuid primary key,
  clinic_id uuid not null references clinics,
  unit_path text collate "C" not null,
  form text not null check (form in ('expertClinic', 'lawyerSitIn', 'eventClinic', 'outcall', 'onlineTriage', 'homeRound', 'jointConsultation')),
  time_type text not null check (time_type in ('regular', 'night', 'weekend', 'marketDay', 'event')),
  starts_at timestamptz not null,
  -- No session is longer than a day: what covers an instant starts within the 24 hours before it (an index range).
  ends_at timestamptz not null check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
  capacity integer not null check (capacity between 0 and 200),
  room text not null,
  place text,
  state text not null check (state in ('draft', 'published', 'cancelled')),
  cancel_reason text,
  pattern_id uuid references session_patterns,
  published_at timestamptz,
  updated_at timestamptz not null,
  check ((state = 'cancelled') = (cancel_reason is not null))
);
create unique index sessions_pattern_once on sessions (pattern_id, starts_at) where pattern_id is not null;
create index sessions_time on sessions (starts_at, ends_at) where state = 'published';
create index sessions_unit on sessions (unit_path, starts_at);
create index sessions_clinic on sessions (clinic_id, starts_at) where state = 'published';

create table session_duties (
  id uuid primary key,
  session_id uuid not null references sessions,
  practitioner_id uuid not null references practitioners,
  -- The order in which people are named; appointments go to the first.
  position smallint not null,
  checked_in_at timestamptz,
  checked_out_at timestamptz check (checked_out_at >= checked_in_at),
  unique (session_id, practitioner_id)
);
create index session_duties_practitioner on session_duties (practitioner_id);

-- One row a seat: capacity is as many rows, booking is a compare-and-set on one of them.
create table seats (
  id uuid primary key,
  session_id uuid not null references sessions,
  position integer not null check (position > 0),
  state text not null default 'free' check (state in ('free', 'held', 'taken', 'withdrawn')),
  appointment_id uuid,
  held_until timestamptz,
  unique (session_id, position),
  check ((state in ('held', 'taken')) = (appointment_id is not null)),
  check ((state = 'held') = (held_until is not null))
);
create index seats_held on seats (held_until) where state = 'held';

create table appointments (
  id uuid primary key,
  session_id uuid not null references sessions,
  seat_id uuid not null references seats,
  matter_id uuid not null references matters,
  resident_id uuid references residents,
  clinic_id uuid not null references clinics,
  unit_path text collate "C" not null,
  practitioner_id uuid references practitioners,
  opened_by uuid,
  state text not null check (state in ('held', 'booked', 'checkedIn', 'served', 'cancelled', 'noShow', 'expired')),
  made_by text not null check (made_by in ('self', 'proxy', 'staff')),
  -- The seat's place, 1 … capacity.
  position integer not null,
  -- People who come along, besides the one who is served.
  companions integer not null default 0 check (companions between 0 and 5),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  held_until timestamptz,
  -- The hash is what is compared; sealed it is kept so that a reminder can show the link again.
  cancel_token_hash text unique,
  cancel_token_sealed text,
  cancel_reason_sealed text,
  -- Which messages went out: each goes once.
  told text[] not null default '{}',
  booked_at timestamptz not null,
  ended_at timestamptz,
  check ((state in ('served', 'cancelled', 'noShow', 'expired')) = (ended_at is not null)),
  check ((state = 'held') = (held_until is not null))
);
-- The guards against double booking: one live appointment a seat, one a matter.
create unique index appointments_one_per_seat on appointments (seat_id) where state in ('held', 'booked', 'checkedIn');
create unique index appointments_one_per_matter on appointments (matter_id) where state in ('held', 'booked', 'checkedIn');
create index appointments_session on appointments (session_id);
create index appointments_unit on appointments (unit_path, starts_at);
create index appointments_resident on appointments (resident_id);
create index appointments_practitioner on appointments (practitioner_id, starts_at);
create index appointments_live on appointments (starts_at) where state in ('held', 'booked', 'checkedIn');
-- Whoever takes a seat whose hold is over ends that hold, though it is somebody else's: nothing but that, and only then.
create function expire_hold(appointment uuid, at timestamptz) returns boolean
  volatile security definer set search_path = public language sql as $$
  with done as (
    update appointments set state = 'expired', held_until = null, ended_at = at
     where id = appointment and state = 'held' and held_until <= at returning 1)
  select exists (select 1 from done)
$$;

create table ticket_counters (
  clinic_id uuid not null references clinics,
  day date not null,
  letter text not null,
  last integer not null,
  primary key (clinic_id, day, letter)
);

create table tickets (
  id uuid primary key,
  clinic_id uuid not null references clinics,
  unit_path text collate "C" not null,
  day date not null,
  letter text not null check (letter in ('A', 'B')),
  number integer not null check (number > 0),
  session_id uuid references sessions,
  matter_id uuid not null references matters,
  appointment_id uuid references appointments,
  practitioner_id uuid references practitioners,
  room text,
  state text not null check (state in ('waiting', 'called', 'serving', 'finished', 'skipped', 'left')),
  priority smallint not null default 0,
  priority_reason text,
  masked_name text not null,
  call_count integer not null default 0,
  -- When a booked person's time comes; null for walk-ins.
  due_at timestamptz,
  taken_at timestamptz not null,
  -- What the order goes by: taken_at, or when somebody who missed his call queued again.
  queued_at timestamptz not null,
  called_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  unique (clinic_id, day, letter, number)
);
create unique index tickets_one_live_per_matter on tickets (matter_id) where state in ('waiting', 'called', 'serving', 'skipped');
create index tickets_queue on tickets (clinic_id, day, state);
create index tickets_matter on tickets (matter_id);
create index tickets_unit on tickets (unit_path, day);
-- Whether anybody came to a session.
create index tickets_session on tickets (session_id) where session_id is not null;
create index tickets_practitioner on tickets (practitioner_id, day);
create index tickets_appointment on tickets (appointment_id) where appointment_id is not null;

create table consultations (
  id uuid primary key,
  matter_id uuid not null references matters,
  unit_path text collate "C" not null,
  session_id uuid references sessions,
  ticket_id uuid references tickets,
  practitioner_id uuid not null references practitioners,
  state text not null check (state in ('open', 'signed')),
  note_sealed text,
  outcome text,
  deferred_to date,
  revision integer not null default 0,
  started_at timestamptz not null,
  signed_at timestamptz,
  updated_at timestamptz not null,
  check ((state = 'signed') = (signed_at is not null and outcome is not null))
);
create unique index consultations_one_open on consultations (matter_id, practitioner_id) where state = 'open';
create index consultations_matter on consultations (matter_id);
create index consultations_session on consultations (session_id) where session_id is not null;
create index consultations_practitioner on consultations (practitioner_id, started_at desc);

create table advice_sheets (
  id uuid primary key,
  number text not null unique,
  matter_id uuid not null references matters,
  consultation_id uuid not null references consultations,
  unit_path text collate "C" not null,
  practitioner_id uuid not null references practitioners,
  resident_id uuid references residents,
  body_sealed text not null,
  verify_code text not null unique,
  issued_at timestamptz not null,
  voided_at timestamptz
);
create index advice_sheets_matter on advice_sheets (matter_id);
create unique index advice_sheets_one_live on advice_sheets (consultation_id) where voided_at is null;

create table ratings (
  id uuid primary key,
  matter_id uuid not null unique references matters,
  clinic_id uuid not null references clinics,
  unit_path text collate "C" not null,
  practitioner_id uuid references practitioners,
  resident_id uuid references residents,
  token_hash text not null unique,
  -- Kept sealed so that a reminder or a window print can show the link again; the hash is what is compared.
  token_sealed text not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  level smallint check (level between 1 and 5),
  took_place boolean,
  comment_sealed text,
  via text check (via in ('web', 'sms', 'window', 'phone')),
  rated_at timestamptz,
  -- The one reminder of whoever stayed silent (SLA-22).
  reminded_at timestamptz,
  -- A bad rating or a denied service: the judicial office has spoken with the person (SLA-23).
  contacted_at timestamptz,
  contact_note_sealed text,
  check ((rated_at is null) = (took_place is null)),
  check ((level is not null) = coalesce(took_place, false)),
  check (contacted_at is null or rated_at is not null)
);
create index ratings_unit on ratings (unit_path, invited_at);
-- Counted without reading the rows: everything that figures and their wall ask for.
create index ratings_invited on ratings (invited_at) include (unit_path, level, took_place, rated_at, resident_id);
create index ratings_silent on ratings (invited_at) where rated_at is null and reminded_at is null and resident_id is not null;

alter table session_patterns enable row level security;
create policy session_patterns_wall on session_patterns using (wall_place(unit_path)) with check (wall_place(unit_path));
alter table sessions enable row level security;
create policy sessions_read on sessions for select using (state <> 'draft' or wall_place(unit_path));
create policy sessions_write on sessions for insert with check (wall_place(unit_path));
create policy sessions_change on sessions for update using (wall_place(unit_path)) with check (wall_place(unit_path));
alter table session_duties enable row level security;
create policy session_duties_read on session_duties for select using (true);
create policy session_duties_write on session_duties for insert
  with check (exists (select 1 from sessions where sessions.id = session_id and wall_place(sessions.unit_path)));
create policy session_duties_change on session_duties for update
  using (wall_is('practitioner', practitioner_id)
    or exists (select 1 from sessions where sessions.id = session_id and wall_place(sessions.unit_path)));
create policy session_duties_remove on session_duties for delete
  using (exists (select 1 from sessions where sessions.id = session_id and wall_place(sessions.unit_path)));
-- Seats say nothing of anybody; whoever may book may set one.
alter table seats enable row level security;
create policy seats_read on seats for select using (true);
create policy seats_write on seats for insert
  with check (exists (select 1 from sessions where sessions.id = session_id and wall_place(sessions.unit_path)));
create policy seats_change on seats for update
  using (wall_role('{resident,proxy,clerk,practitioner,town,district,city,system}'));

alter table appointments enable row level security;
create policy appointments_wall on appointments using (
    wall_place(unit_path) or wall_is('resident', resident_id) or wall_is('practitioner', practitioner_id) or wall_is('account', opened_by))
  with check (
    wall_place(unit_path) or wall_is('resident', resident_id) or wall_is('practitioner', practitioner_id) or wall_is('account', opened_by));
alter table ticket_counters enable row level security;
create policy ticket_counters_wall on ticket_counters using (wall_role('{clerk,practitioner,town,district,city,system}'))
  with check (wall_role('{clerk,practitioner,town,district,city,system}'));
alter table tickets enable row level security;
create policy tickets_wall on tickets using (wall_place(unit_path) or wall_is('practitioner', practitioner_id)
    or exists (select 1 from session_duties d where d.session_id = tickets.session_id and wall_is('practitioner', d.practitioner_id)))
  with check (wall_place(unit_path) or wall_is('practitioner', practitioner_id)
    or exists (select 1 from session_duties d where d.session_id = tickets.session_id and wall_is('practitioner', d.practitioner_id)));
alter table consultations enable row level security;
create policy consultations_wall on consultations
  using (wall_place(unit_path) or wall_is('practitioner', practitioner_id)
    or exists (select 1 from matters where matters.id = consultations.matter_id))
  with check (wall_is('practitioner', practitioner_id) or wall_system());
alter table advice_sheets enable row level security;
create policy advice_sheets_wall on advice_sheets
  using (wall_place(unit_path) or wall_is('practitioner', practitioner_id) or wall_is('resident', resident_id))
  with check (wall_is('practitioner', practitioner_id) or wall_system());
-- 一事一评: who is rated does not see who rated; the tiers read, the token (system wall) writes.
alter table ratings enable row level security;
create policy ratings_read on ratings for select
  using ((select wall_system()) or (starts_with(unit_path, (select wall_prefix())) and (select wall_role('{town,district,city}'))));
create policy ratings_invite on ratings for insert with check (wall_system());
create policy ratings_give on ratings for update using (wall_system());
-- The tiers write down that they have spoken with the person; the rating itself only its token can set.
create policy ratings_contact on ratings for update
  using (wall_place(unit_path) and wall_role('{town,district,city}') and rated_at is not null);
-- Whoever closes a matter (clerk, practitioner) invites without being able to see the row: 一事一评 is anonymous to him.
-- A matter that is closed again renews the time of a rating that was not given. Answers the sealed token of a rating
-- that can be given, null where the matter is rated already or is not the caller's.
create function rating_invited(rating uuid, matter uuid, clinic uuid, path text, practitioner uuid, resident uuid,
    hash text, sealed text, at timestamptz, until timestamptz) returns text
  security definer set search_path = public language sql as $$
  insert into ratings (id, matter_id, clinic_id, unit_path, practitioner_id, resident_id, token_hash, token_sealed, invited_at, expires_at)
  select rating, matter, clinic, path, practitioner, resident, hash, sealed, at, until
   where wall_system() or wall_place(path) or wall_is('practitioner', practitioner)
  on conflict (matter_id) do update
     set invited_at = excluded.invited_at, expires_at = excluded.expires_at, practitioner_id = excluded.practitioner_id,
         resident_id = excluded.resident_id, reminded_at = null
   where ratings.rated_at is null and ratings.unit_path = excluded.unit_path
  returning token_sealed
$$;

-- A practitioner reaches the matter of whoever waits in his own session.
create function wall_called(matter uuid) returns boolean stable language sql as $$
  select wall_role('{practitioner}') and exists (
    select 1 from tickets t left join session_duties d on d.session_id = t.session_id
     where t.matter_id = matter and (wall_is('practitioner', t.practitioner_id) or wall_is('practitioner', d.practitioner_id)))
$$;
create policy matters_called on matters using (wall_called(id));
create policy appointments_called on appointments
  using (wall_role('{practitioner}') and exists (select 1 from tickets where tickets.appointment_id = appointments.id));

create view session_facts with (security_invoker = true) as
  select s.id, s.clinic_id, s.unit_path, s.form, s.time_type, s.starts_at, s.ends_at, s.capacity, s.room, s.state,
         (select d.practitioner_id from session_duties d where d.session_id = s.id order by d.position limit 1) as first_practitioner_id,
         (select count(*) from session_duties d where d.session_id = s.id) as duties,
         (select count(*) from session_duties d where d.session_id = s.id and d.checked_in_at is not null) as present,
         -- False only when every seat is taken for good; a held one may come free.
         exists (select 1 from seats where seats.session_id = s.id and seats.state in ('free', 'held')) as has_room
    from sessions s where s.state <> 'draft';
create view appointment_facts with (security_invoker = true) as
  select id, session_id, matter_id, clinic_id, unit_path, practitioner_id, state, made_by, starts_at, booked_at, ended_at from appointments;
create view ticket_facts with (security_invoker = true) as
  select id, clinic_id, unit_path, day, letter, number, session_id, matter_id, practitioner_id, state, priority, taken_at, called_at,
         started_at, finished_at
    from tickets;
create view rating_facts with (security_invoker = true) as
  select id, matter_id, clinic_id, unit_path, resident_id is not null as has_contact, invited_at, rated_at, level, took_place,
         contacted_at
    from ratings;
create view duty_facts with (security_invoker = true) as
  select session_id, practitioner_id, checked_in_at, checked_out_at from session_duties;
create view consultation_facts with (security_invoker = true) as
  select id, matter_id, unit_path, session_id, ticket_id, practitioner_id, state, outcome, started_at, signed_at from consultations;

grant usage on schema public to clinic_app;
grant select, insert, update on all tables in schema public to clinic_app;
grant delete on session_duties, rate_limits, login_codes, drafts to clinic_app;
grant usage, select on all sequences in schema public to clinic_app;
revoke update on audit_entries, matter_events from clinic_app;
revoke insert, update on schema_migrations from clinic_app;
