-- What db/migrations add up to. Written by `npm run clinicctl -- schema`; a test compares.

create table account_passwords (
  id uuid not null,
  account_id uuid not null,
  password_hash text not null,
  set_at timestamp with time zone not null,
  constraint account_passwords_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint account_passwords_pkey PRIMARY KEY (id)
);
CREATE INDEX account_passwords_account ON public.account_passwords USING btree (account_id, set_at DESC);
alter table account_passwords enable row level security;
create policy account_passwords_wall on account_passwords for all
  using (wall_system() OR wall_is('account'::text, account_id))
  with check (wall_system() OR wall_is('account'::text, account_id));
grant insert, select, update on account_passwords to clinic_app;

create table accounts (
  id uuid not null,
  login_name text not null,
  display_name text not null,
  password_hash text,
  password_set_at timestamp with time zone,
  second_factor jsonb,
  disabled_at timestamp with time zone,
  last_seen_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint accounts_login_name_check CHECK ((login_name ~ '^[a-z0-9._-]{3,40}$'::text)),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_login_name_key UNIQUE (login_name)
);
alter table accounts enable row level security;
create policy accounts_wall on accounts for all
  using (wall_system() OR wall_role('{systemAdmin,securityAdmin}'::text[]) OR wall_is('account'::text, id))
  with check (wall_system() OR wall_role('{systemAdmin,securityAdmin}'::text[]) OR wall_is('account'::text, id));
grant insert, select, update on accounts to clinic_app;

create table advice_sheets (
  id uuid not null,
  number text not null,
  matter_id uuid not null,
  consultation_id uuid not null,
  unit_path text collate "C" not null,
  practitioner_id uuid not null,
  resident_id uuid,
  body_sealed text not null,
  verify_code text not null,
  issued_at timestamp with time zone not null,
  voided_at timestamp with time zone,
  constraint advice_sheets_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultations(id),
  constraint advice_sheets_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  constraint advice_sheets_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioners(id),
  constraint advice_sheets_resident_id_fkey FOREIGN KEY (resident_id) REFERENCES residents(id),
  constraint advice_sheets_pkey PRIMARY KEY (id),
  constraint advice_sheets_number_key UNIQUE (number),
  constraint advice_sheets_verify_code_key UNIQUE (verify_code)
);
CREATE INDEX advice_sheets_matter ON public.advice_sheets USING btree (matter_id);
CREATE UNIQUE INDEX advice_sheets_one_live ON public.advice_sheets USING btree (consultation_id) WHERE (voided_at IS NULL);
alter table advice_sheets enable row level security;
create policy advice_sheets_wall on advice_sheets for all
  using (wall_place(unit_path) OR wall_is('practitioner'::text, practitioner_id) OR wall_is('resident'::text, resident_id))
  with check (wall_is('practitioner'::text, practitioner_id) OR wall_system());
grant insert, select, update on advice_sheets to clinic_app;

create table appointments (
  id uuid not null,
  session_id uuid not null,
  seat_id uuid not null,
  matter_id uuid not null,
  resident_id uuid,
  clinic_id uuid not null,
  unit_path text collate "C" not null,
  practitioner_id uuid,
  opened_by uuid,
  state text not null,
  made_by text not null,
  position integer not null,
  companions integer not null default 0,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  held_until timestamp with time zone,
  cancel_token_hash text,
  cancel_token_sealed text,
  cancel_reason_sealed text,
  told text[] not null default '{}'::text[],
  booked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint appointments_check CHECK (((state = ANY (ARRAY['served'::text, 'cancelled'::text, 'noShow'::text, 'expired'::text])) = (ended_at IS NOT NULL))),
  constraint appointments_check1 CHECK (((state = 'held'::text) = (held_until IS NOT NULL))),
  constraint appointments_companions_check CHECK (((companions >= 0) AND (companions <= 5))),
  constraint appointments_made_by_check CHECK ((made_by = ANY (ARRAY['self'::text, 'proxy'::text, 'staff'::text]))),
  constraint appointments_state_check CHECK ((state = ANY (ARRAY['held'::text, 'booked'::text, 'checkedIn'::text, 'served'::text, 'cancelled'::text, 'noShow'::text, 'expired'::text]))),
  constraint appointments_clinic_id_fkey FOREIGN KEY (clinic_id) REFERENCES clinics(id),
  constraint appointments_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  constraint appointments_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioners(id),
  constraint appointments_resident_id_fkey FOREIGN KEY (resident_id) REFERENCES residents(id),
  constraint appointments_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seats(id),
  constraint appointments_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint appointments_pkey PRIMARY KEY (id),
  constraint appointments_cancel_token_hash_key UNIQUE (cancel_token_hash)
);
CREATE INDEX appointments_live ON public.appointments USING btree (starts_at) WHERE (state = ANY (ARRAY['held'::text, 'booked'::text, 'checkedIn'::text]));
CREATE UNIQUE INDEX appointments_one_per_matter ON public.appointments USING btree (matter_id) WHERE (state = ANY (ARRAY['held'::text, 'booked'::text, 'checkedIn'::text]));
CREATE UNIQUE INDEX appointments_one_per_seat ON public.appointments USING btree (seat_id) WHERE (state = ANY (ARRAY['held'::text, 'booked'::text, 'checkedIn'::text]));
CREATE INDEX appointments_practitioner ON public.appointments USING btree (practitioner_id, starts_at);
CREATE INDEX appointments_resident ON public.appointments USING btree (resident_id);
CREATE INDEX appointments_session ON public.appointments USING btree (session_id);
CREATE INDEX appointments_unit ON public.appointments USING btree (unit_path, starts_at);
alter table appointments enable row level security;
create policy appointments_called on appointments for all
  using (wall_role('{practitioner}'::text[]) AND (EXISTS ( SELECT 1
   FROM tickets
  WHERE (tickets.appointment_id = appointments.id))));
create policy appointments_wall on appointments for all
  using (wall_place(unit_path) OR wall_is('resident'::text, resident_id) OR wall_is('practitioner'::text, practitioner_id) OR wall_is('account'::text, opened_by))
  with check (wall_place(unit_path) OR wall_is('resident'::text, resident_id) OR wall_is('practitioner'::text, practitioner_id) OR wall_is('account'::text, opened_by));
grant insert, select, update on appointments to clinic_app;

create table areas (
  code text not null,
  name text not null,
  short_name text not null,
  tier text not null,
  parent_code text,
  path text collate "C" not null,
  official_code text,
  marks text[] not null default '{}'::text[],
  constraint areas_tier_check CHECK ((tier = ANY (ARRAY['city'::text, 'district'::text, 'town'::text, 'village'::text]))),
  constraint areas_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES areas(code) DEFERRABLE INITIALLY DEFERRED,
  constraint areas_pkey PRIMARY KEY (code),
  constraint areas_path_key UNIQUE (path)
);
CREATE INDEX areas_parent ON public.areas USING btree (parent_code);
alter table areas enable row level security;
create policy areas_change on areas for update
  using wall_system();
create policy areas_read on areas for select
  using true;
create policy areas_write on areas for insert
  with check wall_system();
grant insert, select, update on areas to clinic_app;

create table audit_entries (
  id uuid not null,
  seq bigint not null generated always as identity,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  role text not null,
  reach text,
  action text not null,
  subject_type text,
  subject_id text,
  subject_path text collate "C",
  fields text[] not null,
  outcome text not null,
  code text,
  purpose text,
  ip text not null,
  user_agent text not null,
  request_id text not null,
  constraint audit_entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['anonymous'::text, 'resident'::text, 'staff'::text, 'system'::text]))),
  constraint audit_entries_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'denied'::text]))),
  constraint audit_entries_pkey PRIMARY KEY (id),
  constraint audit_entries_seq_key UNIQUE (seq)
);
CREATE INDEX audit_entries_at ON public.audit_entries USING btree (at);
CREATE INDEX audit_entries_subject ON public.audit_entries USING btree (subject_id);
alter table audit_entries enable row level security;
create policy audit_read on audit_entries for select
  using wall_role('{auditAdmin,system}'::text[]);
create policy audit_write on audit_entries for insert
  with check true;
CREATE TRIGGER audit_entries_append_only BEFORE DELETE OR UPDATE ON public.audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON public.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on audit_entries to clinic_app;

create table clinics (
  id uuid not null,
  code text not null,
  area_code text not null,
  path text collate "C" not null,
  tier text not null,
  name text not null,
  host text not null,
  address text not null,
  phone text not null,
  contact_is_demo boolean not null,
  lines text[] not null,
  access text[] not null,
  dialects text[] not null,
  rooms text[] not null,
  signboard_on date,
  state text not null default 'running'::text,
  pause_reason text,
  updated_at timestamp with time zone not null,
  constraint clinics_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'paused'::text, 'closed'::text]))),
  constraint clinics_tier_check CHECK ((tier = ANY (ARRAY['city'::text, 'district'::text, 'town'::text, 'village'::text]))),
  constraint clinics_area_code_fkey FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint clinics_pkey PRIMARY KEY (id),
  constraint clinics_code_key UNIQUE (code),
  constraint clinics_path_key UNIQUE (path)
);
CREATE INDEX clinics_area ON public.clinics USING btree (area_code);
alter table clinics enable row level security;
create policy clinics_change on clinics for update
  using wall_place(path)
  with check wall_place(path);
create policy clinics_read on clinics for select
  using true;
create policy clinics_write on clinics for insert
  with check wall_place(path);
grant insert, select, update on clinics to clinic_app;

create table consultations (
  id uuid not null,
  matter_id uuid not null,
  unit_path text collate "C" not null,
  session_id uuid,
  ticket_id uuid,
  practitioner_id uuid not null,
  state text not null,
  note_sealed text,
  outcome text,
  deferred_to date,
  revision integer not null default 0,
  started_at timestamp with time zone not null,
  signed_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  constraint consultations_check CHECK (((state = 'signed'::text) = ((signed_at IS NOT NULL) AND (outcome IS NOT NULL)))),
  constraint consultations_state_check CHECK ((state = ANY (ARRAY['open'::text, 'signed'::text]))),
  constraint consultations_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  constraint consultations_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioners(id),
  constraint consultations_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint consultations_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id),
  constraint consultations_pkey PRIMARY KEY (id)
);
CREATE INDEX consultations_matter ON public.consultations USING btree (matter_id);
CREATE UNIQUE INDEX consultations_one_open ON public.consultations USING btree (matter_id, practitioner_id) WHERE (state = 'open'::text);
CREATE INDEX consultations_practitioner ON public.consultations USING btree (practitioner_id, started_at DESC);
CREATE INDEX consultations_session ON public.consultations USING btree (session_id) WHERE (session_id IS NOT NULL);
alter table consultations enable row level security;
create policy consultations_wall on consultations for all
  using (wall_place(unit_path) OR wall_is('practitioner'::text, practitioner_id) OR (EXISTS ( SELECT 1
   FROM matters
  WHERE (matters.id = consultations.matter_id))))
  with check (wall_is('practitioner'::text, practitioner_id) OR wall_system());
grant insert, select, update on consultations to clinic_app;

create table drafts (
  id uuid not null,
  token_hash text not null,
  phone_lookup text,
  answers_sealed text not null,
  updated_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint drafts_pkey PRIMARY KEY (id),
  constraint drafts_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX drafts_phone ON public.drafts USING btree (phone_lookup);
alter table drafts enable row level security;
create policy drafts_wall on drafts for all
  using wall_system()
  with check wall_system();
grant delete, insert, select, update on drafts to clinic_app;

create table login_codes (
  id uuid not null,
  phone_lookup text not null,
  code_hash text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  attempts integer not null default 0,
  used_at timestamp with time zone,
  constraint login_codes_attempts_check CHECK ((attempts <= 5)),
  constraint login_codes_pkey PRIMARY KEY (id)
);
CREATE INDEX login_codes_phone ON public.login_codes USING btree (phone_lookup, created_at DESC);
alter table login_codes enable row level security;
create policy login_codes_wall on login_codes for all
  using wall_system()
  with check wall_system();
grant delete, insert, select, update on login_codes to clinic_app;

create table login_links (
  token_hash text not null,
  account_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint login_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint login_links_pkey PRIMARY KEY (token_hash)
);
alter table login_links enable row level security;
create policy login_links_wall on login_links for all
  using (wall_system() OR wall_role('{systemAdmin,securityAdmin}'::text[]))
  with check (wall_system() OR wall_role('{systemAdmin,securityAdmin}'::text[]));
grant insert, select, update on login_links to clinic_app;

create table matter_clocks (
  id uuid not null,
  matter_id uuid not null,
  unit_path text collate "C" not null,
  code text not null,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  paused_at timestamp with time zone,
  pause_reason_sealed text,
  stopped_at timestamp with time zone,
  met boolean,
  reminded_at timestamp with time zone,
  constraint matter_clocks_check CHECK (((stopped_at IS NULL) = (met IS NULL))),
  constraint matter_clocks_check1 CHECK (((paused_at IS NULL) = (pause_reason_sealed IS NULL))),
  constraint matter_clocks_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  constraint matter_clocks_pkey PRIMARY KEY (id)
);
CREATE INDEX matter_clocks_due ON public.matter_clocks USING btree (unit_path, due_at) WHERE (stopped_at IS NULL);
CREATE INDEX matter_clocks_due_at ON public.matter_clocks USING btree (due_at);
CREATE INDEX matter_clocks_matter ON public.matter_clocks USING btree (matter_id);
CREATE UNIQUE INDEX matter_clocks_running ON public.matter_clocks USING btree (matter_id, code) WHERE (stopped_at IS NULL);
alter table matter_clocks enable row level security;
create policy matter_clocks_wall on matter_clocks for all
  using (starts_with(unit_path, ( SELECT wall_prefix() AS wall_prefix)) OR (EXISTS ( SELECT 1
   FROM matters
  WHERE (matters.id = matter_clocks.matter_id))))
  with check (starts_with(unit_path, ( SELECT wall_prefix() AS wall_prefix)) OR (EXISTS ( SELECT 1
   FROM matters
  WHERE (matters.id = matter_clocks.matter_id))));
grant insert, select, update on matter_clocks to clinic_app;

create table matter_events (
  id uuid not null,
  seq bigint not null generated always as identity,
  matter_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  data jsonb not null default '{}'::jsonb,
  text_sealed text,
  constraint matter_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['resident'::text, 'staff'::text, 'system'::text, 'anonymous'::text]))),
  constraint matter_events_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  constraint matter_events_pkey PRIMARY KEY (id)
);
CREATE INDEX matter_events_matter ON public.matter_events USING btree (matter_id, seq);
CREATE INDEX matter_events_revealed ON public.matter_events USING btree (actor_id, at) WHERE (kind = 'revealed'::text);
alter table matter_events enable row level security;
create policy matter_events_wall on matter_events for all
  using (EXISTS ( SELECT 1
   FROM matters
  WHERE (matters.id = matter_events.matter_id)))
  with check (EXISTS ( SELECT 1
   FROM matters
  WHERE (matters.id = matter_events.matter_id)));
CREATE TRIGGER matter_events_append_only BEFORE DELETE OR UPDATE ON public.matter_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
grant insert, select on matter_events to clinic_app;

create table matters (
  id uuid not null,
  number text not null,
  channel text not null,
  clinic_id uuid not null,
  unit_path text collate "C" not null,
  resident_id uuid,
  practitioner_id uuid,
  opened_by uuid,
  state text not null,
  category text,
  category_by text,
  triage jsonb,
  flags text[] not null default '{}'::text[],
  service_lines text[] not null default '{}'::text[],
  narrative_sealed text,
  counterpart_sealed text,
  amount_fen bigint,
  limitation_date date,
  identity_refused boolean not null default false,
  person_groups text[] not null default '{}'::text[],
  contact_lookup text,
  once_lookup text,
  notice_version text not null,
  tokens bigint[] not null default '{}'::bigint[],
  outcome text,
  simulated boolean not null default false,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  constraint matters_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint matters_category_by_check CHECK ((category_by = ANY (ARRAY['triage'::text, 'resident'::text, 'staff'::text]))),
  constraint matters_channel_check CHECK ((channel = ANY (ARRAY['visit'::text, 'call'::text, 'letter'::text, 'online'::text, 'event'::text, 'round'::text]))),
  constraint matters_check CHECK ((((state = 'closed'::text) = ((closed_at IS NOT NULL) AND (outcome IS NOT NULL))) OR (state = 'withdrawn'::text))),
  constraint matters_state_check CHECK ((state = ANY (ARRAY['open'::text, 'serving'::text, 'deferred'::text, 'closed'::text, 'withdrawn'::text]))),
  constraint matters_clinic_id_fkey FOREIGN KEY (clinic_id) REFERENCES clinics(id),
  constraint matters_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioners(id),
  constraint matters_resident_id_fkey FOREIGN KEY (resident_id) REFERENCES residents(id),
  constraint matters_pkey PRIMARY KEY (id),
  constraint matters_number_key UNIQUE (number)
);
CREATE INDEX matters_closed ON public.matters USING btree (closed_at) WHERE (state = 'closed'::text);
CREATE INDEX matters_flags ON public.matters USING gin (flags);
CREATE UNIQUE INDEX matters_once ON public.matters USING btree (once_lookup);
CREATE INDEX matters_opened ON public.matters USING btree (opened_at DESC);
CREATE INDEX matters_opened_by ON public.matters USING btree (opened_by, opened_at DESC);
CREATE INDEX matters_practitioner ON public.matters USING btree (practitioner_id, opened_at DESC);
CREATE INDEX matters_resident ON public.matters USING btree (resident_id);
CREATE INDEX matters_state ON public.matters USING btree (state, opened_at DESC);
CREATE INDEX matters_tokens ON public.matters USING gin (tokens);
CREATE INDEX matters_unit ON public.matters USING btree (unit_path, opened_at DESC);
alter table matters enable row level security;
create policy matters_called on matters for all
  using wall_called(id);
create policy matters_wall on matters for all
  using (starts_with(unit_path, ( SELECT wall_prefix() AS wall_prefix)) OR (resident_id = ( SELECT wall_id('resident'::text) AS wall_id)) OR (practitioner_id = ( SELECT wall_id('practitioner'::text) AS wall_id)) OR (opened_by = ( SELECT wall_id('account'::text) AS wall_id)))
  with check (starts_with(unit_path, ( SELECT wall_prefix() AS wall_prefix)) OR (resident_id = ( SELECT wall_id('resident'::text) AS wall_id)) OR (practitioner_id = ( SELECT wall_id('practitioner'::text) AS wall_id)) OR (opened_by = ( SELECT wall_id('account'::text) AS wall_id)));
grant insert, select, update on matters to clinic_app;

create table notifications (
  id uuid not null,
  resident_id uuid,
  account_id uuid,
  matter_id uuid,
  unit_path text collate "C" not null,
  channel text not null,
  template text not null,
  text_sealed text not null,
  state text not null,
  attempts integer not null default 0,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  read_at timestamp with time zone,
  constraint notifications_channel_check CHECK ((channel = ANY (ARRAY['inApp'::text, 'sms'::text]))),
  constraint notifications_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'expired'::text]))),
  constraint notifications_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint notifications_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  constraint notifications_resident_id_fkey FOREIGN KEY (resident_id) REFERENCES residents(id),
  constraint notifications_pkey PRIMARY KEY (id)
);
CREATE INDEX notifications_account ON public.notifications USING btree (account_id, created_at DESC);
CREATE INDEX notifications_queued ON public.notifications USING btree (created_at) WHERE (state = 'queued'::text);
CREATE INDEX notifications_resident ON public.notifications USING btree (resident_id, created_at DESC);
alter table notifications enable row level security;
create policy notifications_wall on notifications for all
  using (wall_is('resident'::text, resident_id) OR wall_is('account'::text, account_id) OR wall_place(unit_path))
  with check (wall_is('resident'::text, resident_id) OR wall_is('account'::text, account_id) OR wall_place(unit_path) OR (EXISTS ( SELECT 1
   FROM matters
  WHERE (matters.id = notifications.matter_id))));
grant insert, select, update on notifications to clinic_app;

create table practitioners (
  id uuid not null,
  code text not null,
  unit_path text collate "C" not null,
  name text not null,
  profession text not null,
  licence_kind text,
  licence_no text,
  employer text not null,
  public_servant boolean not null,
  good_at text[] not null,
  languages text[] not null,
  is_demo boolean not null default false,
  state text not null default 'active'::text,
  phone_sealed text,
  updated_at timestamp with time zone not null,
  constraint practitioners_state_check CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text, 'left'::text]))),
  constraint practitioners_pkey PRIMARY KEY (id),
  constraint practitioners_code_key UNIQUE (code)
);
CREATE INDEX practitioners_unit ON public.practitioners USING btree (unit_path);
alter table practitioners enable row level security;
create policy practitioners_change on practitioners for update
  using wall_place(unit_path)
  with check wall_place(unit_path);
create policy practitioners_read on practitioners for select
  using true;
create policy practitioners_write on practitioners for insert
  with check wall_place(unit_path);
grant insert, select, update on practitioners to clinic_app;

create table rate_limits (
  key text not null,
  tokens double precision not null,
  updated_at timestamp with time zone not null,
  constraint rate_limits_pkey PRIMARY KEY (key)
);
alter table rate_limits enable row level security;
create policy rate_limits_wall on rate_limits for all
  using true
  with check true;
grant delete, insert, select, update on rate_limits to clinic_app;

create table ratings (
  id uuid not null,
  matter_id uuid not null,
  clinic_id uuid not null,
  unit_path text collate "C" not null,
  practitioner_id uuid,
  resident_id uuid,
  token_hash text not null,
  token_sealed text not null,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  level smallint,
  took_place boolean,
  comment_sealed text,
  via text,
  rated_at timestamp with time zone,
  reminded_at timestamp with time zone,
  contacted_at timestamp with time zone,
  contact_note_sealed text,
  constraint ratings_check CHECK (((rated_at IS NULL) = (took_place IS NULL))),
  constraint ratings_check1 CHECK (((level IS NOT NULL) = COALESCE(took_place, false))),
  constraint ratings_check2 CHECK (((contacted_at IS NULL) OR (rated_at IS NOT NULL))),
  constraint ratings_level_check CHECK (((level >= 1) AND (level <= 5))),
  constraint ratings_via_check CHECK ((via = ANY (ARRAY['web'::text, 'sms'::text, 'window'::text, 'phone'::text]))),
  constraint ratings_clinic_id_fkey FOREIGN KEY (clinic_id) REFERENCES clinics(id),
  constraint ratings_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  constraint ratings_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioners(id),
  constraint ratings_resident_id_fkey FOREIGN KEY (resident_id) REFERENCES residents(id),
  constraint ratings_pkey PRIMARY KEY (id),
  constraint ratings_matter_id_key UNIQUE (matter_id),
  constraint ratings_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX ratings_invited ON public.ratings USING btree (invited_at) INCLUDE (unit_path, level, took_place, rated_at, resident_id);
CREATE INDEX ratings_silent ON public.ratings USING btree (invited_at) WHERE ((rated_at IS NULL) AND (reminded_at IS NULL) AND (resident_id IS NOT NULL));
CREATE INDEX ratings_unit ON public.ratings USING btree (unit_path, invited_at);
alter table ratings enable row level security;
create policy ratings_contact on ratings for update
  using (wall_place(unit_path) AND wall_role('{town,district,city}'::text[]) AND (rated_at IS NOT NULL));
create policy ratings_give on ratings for update
  using wall_system();
create policy ratings_invite on ratings for insert
  with check wall_system();
create policy ratings_read on ratings for select
  using (( SELECT wall_system() AS wall_system) OR (starts_with(unit_path, ( SELECT wall_prefix() AS wall_prefix)) AND ( SELECT wall_role('{town,district,city}'::text[]) AS wall_role)));
grant insert, select, update on ratings to clinic_app;

create table residents (
  id uuid not null,
  name_sealed text,
  phone_sealed text,
  id_number_sealed text,
  address_sealed text,
  phone_lookup text,
  name_lookup text,
  id_number_lookup text,
  tokens bigint[] not null default '{}'::bigint[],
  groups text[] not null default '{}'::text[],
  needs text[] not null default '{}'::text[],
  identity_refused boolean not null default false,
  phone_verified boolean not null default false,
  unit_path text collate "C" not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint residents_pkey PRIMARY KEY (id)
);
CREATE INDEX residents_created_by ON public.residents USING btree (created_by);
CREATE INDEX residents_phone ON public.residents USING btree (phone_lookup);
CREATE INDEX residents_tokens ON public.residents USING gin (tokens);
CREATE INDEX residents_unit ON public.residents USING btree (unit_path);
CREATE UNIQUE INDEX residents_verified_phone ON public.residents USING btree (phone_lookup) WHERE phone_verified;
alter table residents enable row level security;
create policy residents_wall on residents for all
  using (wall_is('resident'::text, id) OR wall_place(unit_path) OR wall_is('account'::text, created_by) OR (EXISTS ( SELECT 1
   FROM matters
  WHERE (matters.resident_id = residents.id))))
  with check (wall_is('resident'::text, id) OR wall_place(unit_path) OR wall_is('account'::text, created_by) OR (EXISTS ( SELECT 1
   FROM matters
  WHERE (matters.resident_id = residents.id))));
grant insert, select, update on residents to clinic_app;

create table role_grants (
  id uuid not null,
  account_id uuid not null,
  role text not null,
  unit_path text collate "C" not null,
  unit_name text not null,
  clinic_id uuid,
  practitioner_id uuid,
  given_by uuid,
  given_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  suspended_at timestamp with time zone,
  constraint role_grants_check CHECK ((given_by <> account_id)),
  constraint role_grants_check1 CHECK (((role <> 'practitioner'::text) OR (practitioner_id IS NOT NULL))),
  constraint role_grants_check2 CHECK (((role <> 'clerk'::text) OR (clinic_id IS NOT NULL))),
  constraint role_grants_role_check CHECK ((role = ANY (ARRAY['proxy'::text, 'clerk'::text, 'practitioner'::text, 'town'::text, 'district'::text, 'city'::text, 'systemAdmin'::text, 'securityAdmin'::text, 'auditAdmin'::text]))),
  constraint role_grants_unit_path_check CHECK ((unit_path ~ '^/([^/]+/)*$'::text)),
  constraint role_grants_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint role_grants_pkey PRIMARY KEY (id)
);
CREATE INDEX role_grants_account ON public.role_grants USING btree (account_id);
CREATE UNIQUE INDEX role_grants_once ON public.role_grants USING btree (account_id, role, unit_path) WHERE (revoked_at IS NULL);
CREATE UNIQUE INDEX role_grants_one_admin ON public.role_grants USING btree (account_id) WHERE ((revoked_at IS NULL) AND (role = ANY (ARRAY['systemAdmin'::text, 'securityAdmin'::text, 'auditAdmin'::text])));
CREATE INDEX role_grants_practitioner ON public.role_grants USING btree (practitioner_id) WHERE (practitioner_id IS NOT NULL);
alter table role_grants enable row level security;
create policy role_grants_change on role_grants for update
  using (wall_system() OR wall_role('{securityAdmin}'::text[]));
create policy role_grants_managed on role_grants for select
  using ((role = 'practitioner'::text) AND wall_manages(practitioner_id));
create policy role_grants_read on role_grants for select
  using (wall_system() OR wall_role('{systemAdmin,securityAdmin}'::text[]) OR wall_is('account'::text, account_id));
create policy role_grants_suspend on role_grants for update
  using ((role = 'practitioner'::text) AND wall_manages(practitioner_id));
create policy role_grants_write on role_grants for insert
  with check (wall_system() OR wall_role('{securityAdmin}'::text[]));
grant insert, select, update on role_grants to clinic_app;

create table seats (
  id uuid not null,
  session_id uuid not null,
  position integer not null,
  state text not null default 'free'::text,
  appointment_id uuid,
  held_until timestamp with time zone,
  constraint seats_check CHECK (((state = ANY (ARRAY['held'::text, 'taken'::text])) = (appointment_id IS NOT NULL))),
  constraint seats_check1 CHECK (((state = 'held'::text) = (held_until IS NOT NULL))),
  constraint seats_position_check CHECK (("position" > 0)),
  constraint seats_state_check CHECK ((state = ANY (ARRAY['free'::text, 'held'::text, 'taken'::text, 'withdrawn'::text]))),
  constraint seats_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint seats_pkey PRIMARY KEY (id),
  constraint seats_session_id_position_key UNIQUE (session_id, "position")
);
CREATE INDEX seats_held ON public.seats USING btree (held_until) WHERE (state = 'held'::text);
alter table seats enable row level security;
create policy seats_change on seats for update
  using wall_role('{resident,proxy,clerk,practitioner,town,district,city,system}'::text[]);
create policy seats_read on seats for select
  using true;
create policy seats_write on seats for insert
  with check (EXISTS ( SELECT 1
   FROM sessions
  WHERE ((sessions.id = seats.session_id) AND wall_place(sessions.unit_path))));
grant insert, select, update on seats to clinic_app;

create table session_duties (
  id uuid not null,
  session_id uuid not null,
  practitioner_id uuid not null,
  position smallint not null,
  checked_in_at timestamp with time zone,
  checked_out_at timestamp with time zone,
  constraint session_duties_check CHECK ((checked_out_at >= checked_in_at)),
  constraint session_duties_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioners(id),
  constraint session_duties_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint session_duties_pkey PRIMARY KEY (id),
  constraint session_duties_session_id_practitioner_id_key UNIQUE (session_id, practitioner_id)
);
CREATE INDEX session_duties_practitioner ON public.session_duties USING btree (practitioner_id);
alter table session_duties enable row level security;
create policy session_duties_change on session_duties for update
  using (wall_is('practitioner'::text, practitioner_id) OR (EXISTS ( SELECT 1
   FROM sessions
  WHERE ((sessions.id = session_duties.session_id) AND wall_place(sessions.unit_path)))));
create policy session_duties_read on session_duties for select
  using true;
create policy session_duties_remove on session_duties for delete
  using (EXISTS ( SELECT 1
   FROM sessions
  WHERE ((sessions.id = session_duties.session_id) AND wall_place(sessions.unit_path))));
create policy session_duties_write on session_duties for insert
  with check (EXISTS ( SELECT 1
   FROM sessions
  WHERE ((sessions.id = session_duties.session_id) AND wall_place(sessions.unit_path))));
grant delete, insert, select, update on session_duties to clinic_app;

create table session_patterns (
  id uuid not null,
  clinic_id uuid not null,
  unit_path text collate "C" not null,
  form text not null,
  time_type text not null,
  weekday smallint not null,
  nth_week smallint,
  starts text not null,
  ends text not null,
  capacity integer not null,
  room text not null,
  practitioner_ids uuid[] not null,
  valid_from date not null,
  valid_to date,
  constraint session_patterns_capacity_check CHECK (((capacity >= 0) AND (capacity <= 200))),
  constraint session_patterns_check CHECK ((ends > starts)),
  constraint session_patterns_nth_week_check CHECK (((nth_week >= 1) AND (nth_week <= 5))),
  constraint session_patterns_starts_check CHECK ((starts ~ '^[0-2][0-9]:[0-5][0-9]$'::text)),
  constraint session_patterns_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint session_patterns_clinic_id_fkey FOREIGN KEY (clinic_id) REFERENCES clinics(id),
  constraint session_patterns_pkey PRIMARY KEY (id)
);
CREATE INDEX session_patterns_clinic ON public.session_patterns USING btree (clinic_id);
CREATE INDEX session_patterns_unit ON public.session_patterns USING btree (unit_path);
alter table session_patterns enable row level security;
create policy session_patterns_wall on session_patterns for all
  using wall_place(unit_path)
  with check wall_place(unit_path);
grant insert, select, update on session_patterns to clinic_app;

create table sessions (
  id uuid not null,
  clinic_id uuid not null,
  unit_path text collate "C" not null,
  form text not null,
  time_type text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  capacity integer not null,
  room text not null,
  place text,
  state text not null,
  cancel_reason text,
  pattern_id uuid,
  published_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  constraint sessions_capacity_check CHECK (((capacity >= 0) AND (capacity <= 200))),
  constraint sessions_check CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '24:00:00'::interval)))),
  constraint sessions_check1 CHECK (((state = 'cancelled'::text) = (cancel_reason IS NOT NULL))),
  constraint sessions_form_check CHECK ((form = ANY (ARRAY['expertClinic'::text, 'lawyerSitIn'::text, 'eventClinic'::text, 'outcall'::text, 'onlineTriage'::text, 'homeRound'::text, 'jointConsultation'::text]))),
  constraint sessions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'cancelled'::text]))),
  constraint sessions_time_type_check CHECK ((time_type = ANY (ARRAY['regular'::text, 'night'::text, 'weekend'::text, 'marketDay'::text, 'event'::text]))),
  constraint sessions_clinic_id_fkey FOREIGN KEY (clinic_id) REFERENCES clinics(id),
  constraint sessions_pattern_id_fkey FOREIGN KEY (pattern_id) REFERENCES session_patterns(id),
  constraint sessions_pkey PRIMARY KEY (id)
);
CREATE INDEX sessions_clinic ON public.sessions USING btree (clinic_id, starts_at) WHERE (state = 'published'::text);
CREATE UNIQUE INDEX sessions_pattern_once ON public.sessions USING btree (pattern_id, starts_at) WHERE (pattern_id IS NOT NULL);
CREATE INDEX sessions_time ON public.sessions USING btree (starts_at, ends_at) WHERE (state = 'published'::text);
CREATE INDEX sessions_unit ON public.sessions USING btree (unit_path, starts_at);
alter table sessions enable row level security;
create policy sessions_change on sessions for update
  using wall_place(unit_path)
  with check wall_place(unit_path);
create policy sessions_read on sessions for select
  using ((state <> 'draft'::text) OR wall_place(unit_path));
create policy sessions_write on sessions for insert
  with check wall_place(unit_path);
grant insert, select, update on sessions to clinic_app;

create table sign_in_failures (
  name_lookup text not null,
  failures integer not null,
  last_failed_at timestamp with time zone,
  locked_until timestamp with time zone,
  constraint sign_in_failures_failures_check CHECK ((failures >= 0)),
  constraint sign_in_failures_pkey PRIMARY KEY (name_lookup)
);
alter table sign_in_failures enable row level security;
create policy sign_in_failures_wall on sign_in_failures for all
  using (wall_system() OR wall_role('{systemAdmin,securityAdmin}'::text[]))
  with check (wall_system() OR wall_role('{securityAdmin}'::text[]));
grant delete, insert, select, update on sign_in_failures to clinic_app;

create table sign_ins (
  id uuid not null,
  token_hash text not null,
  kind text not null,
  account_id uuid,
  grant_id uuid,
  resident_id uuid,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ip text not null,
  user_agent text not null,
  constraint sign_ins_check CHECK (((kind = 'staff'::text) = (account_id IS NOT NULL))),
  constraint sign_ins_check1 CHECK (((kind = 'resident'::text) = (resident_id IS NOT NULL))),
  constraint sign_ins_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'resident'::text]))),
  constraint sign_ins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint sign_ins_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES role_grants(id),
  constraint sign_ins_pkey PRIMARY KEY (id),
  constraint sign_ins_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX sign_ins_account ON public.sign_ins USING btree (account_id) WHERE (ended_at IS NULL);
alter table sign_ins enable row level security;
create policy sign_ins_begin on sign_ins for insert
  with check wall_system();
create policy sign_ins_end on sign_ins for update
  using (wall_system() OR wall_role('{systemAdmin,securityAdmin}'::text[]) OR wall_is('account'::text, account_id) OR wall_is('resident'::text, resident_id));
create policy sign_ins_read on sign_ins for select
  using (wall_system() OR wall_role('{systemAdmin,securityAdmin}'::text[]) OR wall_is('account'::text, account_id) OR wall_is('resident'::text, resident_id));
grant insert, select, update on sign_ins to clinic_app;

create table ticket_counters (
  clinic_id uuid not null,
  day date not null,
  letter text not null,
  last integer not null,
  constraint ticket_counters_clinic_id_fkey FOREIGN KEY (clinic_id) REFERENCES clinics(id),
  constraint ticket_counters_pkey PRIMARY KEY (clinic_id, day, letter)
);
alter table ticket_counters enable row level security;
create policy ticket_counters_wall on ticket_counters for all
  using wall_role('{clerk,practitioner,town,district,city,system}'::text[])
  with check wall_role('{clerk,practitioner,town,district,city,system}'::text[]);
grant insert, select, update on ticket_counters to clinic_app;

create table tickets (
  id uuid not null,
  clinic_id uuid not null,
  unit_path text collate "C" not null,
  day date not null,
  letter text not null,
  number integer not null,
  session_id uuid,
  matter_id uuid not null,
  appointment_id uuid,
  practitioner_id uuid,
  room text,
  state text not null,
  priority smallint not null default 0,
  priority_reason text,
  masked_name text not null,
  call_count integer not null default 0,
  due_at timestamp with time zone,
  taken_at timestamp with time zone not null,
  queued_at timestamp with time zone not null,
  called_at timestamp with time zone,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint tickets_letter_check CHECK ((letter = ANY (ARRAY['A'::text, 'B'::text]))),
  constraint tickets_number_check CHECK ((number > 0)),
  constraint tickets_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'called'::text, 'serving'::text, 'finished'::text, 'skipped'::text, 'left'::text]))),
  constraint tickets_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointments(id),
  constraint tickets_clinic_id_fkey FOREIGN KEY (clinic_id) REFERENCES clinics(id),
  constraint tickets_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  constraint tickets_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioners(id),
  constraint tickets_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint tickets_pkey PRIMARY KEY (id),
  constraint tickets_clinic_id_day_letter_number_key UNIQUE (clinic_id, day, letter, number)
);
CREATE INDEX tickets_appointment ON public.tickets USING btree (appointment_id) WHERE (appointment_id IS NOT NULL);
CREATE INDEX tickets_matter ON public.tickets USING btree (matter_id);
CREATE UNIQUE INDEX tickets_one_live_per_matter ON public.tickets USING btree (matter_id) WHERE (state = ANY (ARRAY['waiting'::text, 'called'::text, 'serving'::text, 'skipped'::text]));
CREATE INDEX tickets_practitioner ON public.tickets USING btree (practitioner_id, day);
CREATE INDEX tickets_queue ON public.tickets USING btree (clinic_id, day, state);
CREATE INDEX tickets_session ON public.tickets USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX tickets_unit ON public.tickets USING btree (unit_path, day);
alter table tickets enable row level security;
create policy tickets_wall on tickets for all
  using (wall_place(unit_path) OR wall_is('practitioner'::text, practitioner_id) OR (EXISTS ( SELECT 1
   FROM session_duties d
  WHERE ((d.session_id = tickets.session_id) AND wall_is('practitioner'::text, d.practitioner_id)))))
  with check (wall_place(unit_path) OR wall_is('practitioner'::text, practitioner_id) OR (EXISTS ( SELECT 1
   FROM session_duties d
  WHERE ((d.session_id = tickets.session_id) AND wall_is('practitioner'::text, d.practitioner_id)))));
grant insert, select, update on tickets to clinic_app;

create view appointment_facts as
SELECT id,
    session_id,
    matter_id,
    clinic_id,
    unit_path,
    practitioner_id,
    state,
    made_by,
    starts_at,
    booked_at,
    ended_at
   FROM appointments;

create view clinic_facts as
SELECT id,
    code,
    area_code,
    path,
    tier,
    name,
    host,
    address,
    phone,
    contact_is_demo,
    lines,
    access,
    dialects,
    state
   FROM clinics;

create view clock_facts as
SELECT id,
    matter_id,
    unit_path,
    code,
    started_at,
    due_at,
    paused_at,
    stopped_at,
    met
   FROM matter_clocks;

create view consultation_facts as
SELECT id,
    matter_id,
    unit_path,
    session_id,
    ticket_id,
    practitioner_id,
    state,
    outcome,
    started_at,
    signed_at
   FROM consultations;

create view duty_facts as
SELECT session_id,
    practitioner_id,
    checked_in_at,
    checked_out_at
   FROM session_duties;

create view matter_facts as
SELECT id,
    number,
    channel,
    clinic_id,
    unit_path,
    practitioner_id,
    state,
    category,
    flags,
    service_lines,
    outcome,
    person_groups,
    identity_refused,
    (resident_id IS NOT NULL) AS has_contact,
    simulated,
    opened_at,
    closed_at
   FROM matters;

create view practitioner_facts as
SELECT id,
    name,
    profession,
    employer,
    good_at,
    state
   FROM practitioners;

create view rating_facts as
SELECT id,
    matter_id,
    clinic_id,
    unit_path,
    (resident_id IS NOT NULL) AS has_contact,
    invited_at,
    rated_at,
    level,
    took_place,
    contacted_at
   FROM ratings;

create view session_facts as
SELECT id,
    clinic_id,
    unit_path,
    form,
    time_type,
    starts_at,
    ends_at,
    capacity,
    room,
    state,
    ( SELECT d.practitioner_id
           FROM session_duties d
          WHERE (d.session_id = s.id)
          ORDER BY d."position"
         LIMIT 1) AS first_practitioner_id,
    ( SELECT count(*) AS count
           FROM session_duties d
          WHERE (d.session_id = s.id)) AS duties,
    ( SELECT count(*) AS count
           FROM session_duties d
          WHERE ((d.session_id = s.id) AND (d.checked_in_at IS NOT NULL))) AS present,
    (EXISTS ( SELECT 1
           FROM seats
          WHERE ((seats.session_id = s.id) AND (seats.state = ANY (ARRAY['free'::text, 'held'::text]))))) AS has_room
   FROM sessions s
  WHERE (state <> 'draft'::text);

create view ticket_facts as
SELECT id,
    clinic_id,
    unit_path,
    day,
    letter,
    number,
    session_id,
    matter_id,
    practitioner_id,
    state,
    priority,
    taken_at,
    called_at,
    started_at,
    finished_at
   FROM tickets;

CREATE OR REPLACE FUNCTION public.expire_hold(appointment uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with done as (
    update appointments set state = 'expired', held_until = null, ended_at = at
     where id = appointment and state = 'held' and held_until <= at returning 1)
  select exists (select 1 from done)
$function$;

CREATE OR REPLACE FUNCTION public.matters_with_flag(wanted text, from_path text, to_path text, most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select id from matters where flags @> array[wanted] and unit_path >= from_path and unit_path < to_path
   order by opened_at desc limit most
$function$;

CREATE OR REPLACE FUNCTION public.matters_with_tokens(wanted bigint[], from_path text, to_path text, most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select id from matters where tokens @> wanted and unit_path >= from_path and unit_path < to_path
   order by opened_at desc limit most
$function$;

CREATE OR REPLACE FUNCTION public.rating_invited(rating uuid, matter uuid, clinic uuid, path text, practitioner uuid, resident uuid, hash text, sealed text, at timestamp with time zone, until timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  insert into ratings (id, matter_id, clinic_id, unit_path, practitioner_id, resident_id, token_hash, token_sealed, invited_at, expires_at)
  select rating, matter, clinic, path, practitioner, resident, hash, sealed, at, until
   where wall_system() or wall_place(path) or wall_is('practitioner', practitioner)
  on conflict (matter_id) do update
     set invited_at = excluded.invited_at, expires_at = excluded.expires_at, practitioner_id = excluded.practitioner_id,
         resident_id = excluded.resident_id, reminded_at = null
   where ratings.rated_at is null and ratings.unit_path = excluded.unit_path
  returning token_sealed
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $function$;

CREATE OR REPLACE FUNCTION public.resident_known(phone text, name text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select id from residents where phone_lookup = phone and name_lookup = name
   order by phone_verified desc, created_at limit 1
$function$;

CREATE OR REPLACE FUNCTION public.resident_within(resident uuid, unit_path text, created_by uuid, from_path text, to_path text, practitioner uuid, account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(unit_path collate "C" >= from_path and unit_path collate "C" < to_path, false) or coalesce(created_by = account, false)
      or exists (select 1 from matters m where m.resident_id = resident and (
           (m.unit_path >= from_path and m.unit_path < to_path) or m.practitioner_id = practitioner or m.opened_by = account))
$function$;

CREATE OR REPLACE FUNCTION public.residents_with_tokens(wanted bigint[], from_path text, to_path text, practitioner uuid, account uuid, most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select r.id from residents r where r.tokens @> wanted and (
         (r.unit_path >= from_path and r.unit_path < to_path) or r.created_by = account
      or exists (select 1 from matters m where m.resident_id = r.id and (
           (m.unit_path >= from_path and m.unit_path < to_path) or m.practitioner_id = practitioner or m.opened_by = account)))
   order by r.created_at desc limit most
$function$;

CREATE OR REPLACE FUNCTION public.session_by_token(hash text)
 RETURNS TABLE(id uuid, kind text, resident_id uuid, account_id uuid, seen_at timestamp with time zone, expires_at timestamp with time zone, display_name text, password_set_at timestamp with time zone, grant_id uuid, role text, unit_path text, clinic_id uuid, practitioner_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select s.id, s.kind, s.resident_id, s.account_id, s.seen_at, s.expires_at, a.display_name, a.password_set_at,
         g.id, g.role, g.unit_path, g.clinic_id, g.practitioner_id
    from sign_ins s
    left join accounts a on a.id = s.account_id and a.disabled_at is null
    left join role_grants g on g.id = s.grant_id and g.account_id = a.id and g.revoked_at is null and g.suspended_at is null
   where s.token_hash = hash and s.ended_at is null
     and (s.kind = 'resident' or (a.id is not null and g.id is not null))
$function$;

CREATE OR REPLACE FUNCTION public.wall_called(matter uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select wall_role('{practitioner}') and exists (
    select 1 from tickets t left join session_duties d on d.session_id = t.session_id
     where t.matter_id = matter and (wall_is('practitioner', t.practitioner_id) or wall_is('practitioner', d.practitioner_id)))
$function$;

CREATE OR REPLACE FUNCTION public.wall_id(key text)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  select nullif(current_setting('app.' || key, true), '')::uuid
$function$;

CREATE OR REPLACE FUNCTION public.wall_is(key text, value uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select value is not null and value::text = current_setting('app.' || key, true)
$function$;

CREATE OR REPLACE FUNCTION public.wall_manages(practitioner uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select wall_role('{town,district,city}')
     and exists (select 1 from practitioners p where p.id = practitioner and wall_place(p.unit_path))
$function$;

CREATE OR REPLACE FUNCTION public.wall_place(path text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select current_setting('app.role', true) in ('clerk', 'town', 'district', 'city', 'system')
     and current_setting('app.reach', true) <> ''
     and starts_with(path, current_setting('app.reach', true))
$function$;

CREATE OR REPLACE FUNCTION public.wall_prefix()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select case when current_setting('app.role', true) in ('clerk', 'town', 'district', 'city', 'system')
              then nullif(current_setting('app.reach', true), '') end
$function$;

CREATE OR REPLACE FUNCTION public.wall_role(roles text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select current_setting('app.role', true) = any (roles)
$function$;

CREATE OR REPLACE FUNCTION public.wall_system()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select current_setting('app.role', true) = 'system'
$function$;

create sequence matter_numbers;
