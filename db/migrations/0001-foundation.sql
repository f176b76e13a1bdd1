-- Foundation: settings that row-level security reads, the append-only audit, accounts and sign-ins.

-- The wall of one row. Practitioners reach their own rows, residents theirs, proxies what they opened;
-- the tiers, window clerks and the system reach by place. Administrators reach no case (SEC-07).
create function wall_place(path text) returns boolean stable language sql as $$
  select current_setting('app.role', true) in ('clerk', 'town', 'district', 'city', 'system')
     and current_setting('app.reach', true) <> ''
     and starts_with(path, current_setting('app.reach', true))
$$;
create function wall_is(key text, value uuid) returns boolean stable language sql as $$
  select value is not null and value::text = current_setting('app.' || key, true)
$$;
create function wall_system() returns boolean stable language sql as $$
  select current_setting('app.role', true) = 'system'
$$;
create function wall_role(roles text[]) returns boolean stable language sql as $$
  select current_setting('app.role', true) = any (roles)
$$;
-- A row that only its own resident and the system may see, whatever the place.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;

create table audit_entries (
  id uuid primary key,
  seq bigint generated always as identity unique,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('anonymous', 'resident', 'staff', 'system')),
  actor_id uuid,
  role text not null,
  reach text,
  action text not null,
  subject_type text,
  subject_id text,
  subject_path text collate "C",
  fields text[] not null,
  outcome text not null check (outcome in ('done', 'refused', 'denied')),
  code text,
  purpose text,
  ip text not null,
  user_agent text not null,
  request_id text not null
);
create index audit_entries_at on audit_entries (at);
create index audit_entries_subject on audit_entries (subject_id);
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function refuse_change();
create trigger audit_entries_no_truncate before truncate on audit_entries
  for each statement execute function refuse_change();
alter table audit_entries enable row level security;
create policy audit_write on audit_entries for insert with check (true);
create policy audit_read on audit_entries for select using (wall_role('{auditAdmin,system}'));

create table accounts (
  id uuid primary key,
  login_name text not null unique check (login_name ~ '^[a-z0-9._-]{3,40}$'),
  display_name text not null,
  password_hash text,
  password_set_at timestamptz,
  -- Second factor comes later (SEC-04): kind, sealed secret, when it was verified.
  second_factor jsonb,
  disabled_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null
);
-- Failed sign-ins by the keyed hash of the name that was typed, whether or not an account has it: a lock must not tell
-- which names exist (SEC-02).
create table sign_in_failures (
  name_lookup text primary key,
  failures integer not null check (failures >= 0),
  last_failed_at timestamptz,
  locked_until timestamptz
);
create table account_passwords (
  id uuid primary key,
  account_id uuid not null references accounts,
  password_hash text not null,
  set_at timestamptz not null
);
create index account_passwords_account on account_passwords (account_id, set_at desc);

create table role_grants (
  id uuid primary key,
  account_id uuid not null references accounts,
  role text not null check (role in
    ('proxy', 'clerk', 'practitioner', 'town', 'district', 'city', 'systemAdmin', 'securityAdmin', 'auditAdmin')),
  unit_path text collate "C" not null check (unit_path ~ '^/([^/]+/)*$'),
  unit_name text not null,
  clinic_id uuid,
  practitioner_id uuid,
  given_by uuid,
  given_at timestamptz not null,
  revoked_at timestamptz,
  -- The practitioner behind this grant may not serve for now: it opens nothing until this is null again (REL-22).
  suspended_at timestamptz,
  -- Nobody gives himself a role (SEC-07).
  check (given_by <> account_id),
  check (role <> 'practitioner' or practitioner_id is not null),
  check (role <> 'clerk' or clinic_id is not null)
);
create index role_grants_account on role_grants (account_id);
create index role_grants_practitioner on role_grants (practitioner_id) where practitioner_id is not null;
create unique index role_grants_once on role_grants (account_id, role, unit_path) where revoked_at is null;
-- 三员分立: nobody holds two administrator roles (SEC-07).
create unique index role_grants_one_admin on role_grants (account_id)
  where revoked_at is null and role in ('systemAdmin', 'securityAdmin', 'auditAdmin');

create table login_links (
  token_hash text primary key,
  account_id uuid not null references accounts,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table login_codes (
  id uuid primary key,
  phone_lookup text not null,
  code_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  attempts integer not null default 0 check (attempts <= 5),
  used_at timestamptz
);
create index login_codes_phone on login_codes (phone_lookup, created_at desc);

create table sign_ins (
  id uuid primary key,
  token_hash text not null unique,
  kind text not null check (kind in ('staff', 'resident')),
  account_id uuid references accounts,
  grant_id uuid references role_grants,
  resident_id uuid,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ip text not null,
  user_agent text not null,
  check ((kind = 'staff') = (account_id is not null)),
  check ((kind = 'resident') = (resident_id is not null))
);
create index sign_ins_account on sign_ins (account_id) where ended_at is null;

-- Token buckets that hold across processes: codes, sign-in attempts. Keys are keyed hashes and name nobody.
create table rate_limits (
  key text primary key,
  tokens double precision not null,
  updated_at timestamptz not null
);

-- Identity tables are read before anybody is known, so only the system's wall opens them;
-- the administrators' lists come through their roles, one's own account through its id.
alter table accounts enable row level security;
create policy accounts_wall on accounts
  using (wall_system() or wall_role('{systemAdmin,securityAdmin}') or wall_is('account', id))
  with check (wall_system() or wall_role('{systemAdmin,securityAdmin}') or wall_is('account', id));
alter table sign_in_failures enable row level security;
create policy sign_in_failures_wall on sign_in_failures
  using (wall_system() or wall_role('{systemAdmin,securityAdmin}'))
  with check (wall_system() or wall_role('{securityAdmin}'));
grant delete on sign_in_failures to clinic_app;
alter table account_passwords enable row level security;
create policy account_passwords_wall on account_passwords
  using (wall_system() or wall_is('account', account_id)) with check (wall_system() or wall_is('account', account_id));
alter table role_grants enable row level security;
create policy role_grants_read on role_grants for select
  using (wall_system() or wall_role('{systemAdmin,securityAdmin}') or wall_is('account', account_id));
create policy role_grants_write on role_grants for insert with check (wall_system() or wall_role('{securityAdmin}'));
create policy role_grants_change on role_grants for update using (wall_system() or wall_role('{securityAdmin}'));
alter table login_links enable row level security;
create policy login_links_wall on login_links
  using (wall_system() or wall_role('{systemAdmin,securityAdmin}')) with check (wall_system() or wall_role('{systemAdmin,securityAdmin}'));
alter table login_codes enable row level security;
create policy login_codes_wall on login_codes using (wall_system()) with check (wall_system());
alter table sign_ins enable row level security;
create policy sign_ins_read on sign_ins for select
  using (wall_system() or wall_role('{systemAdmin,securityAdmin}') or wall_is('account', account_id) or wall_is('resident', resident_id));
create policy sign_ins_begin on sign_ins for insert with check (wall_system());
create policy sign_ins_end on sign_ins for update
  using (wall_system() or wall_role('{systemAdmin,securityAdmin}') or wall_is('account', account_id) or wall_is('resident', resident_id));
alter table rate_limits enable row level security;
-- Anonymous callers are counted too.
create policy rate_limits_wall on rate_limits using (true) with check (true);

-- Who holds a session token: asked at every request, so one statement without a transaction of its own. The hash of
-- the token is the proof; nothing else is found by it.
create function session_by_token(hash text) returns table (id uuid, kind text, resident_id uuid, account_id uuid,
    seen_at timestamptz, expires_at timestamptz, display_name text, password_set_at timestamptz, grant_id uuid, role text,
    unit_path text, clinic_id uuid, practitioner_id uuid)
  stable security definer set search_path = public language sql as $$
  select s.id, s.kind, s.resident_id, s.account_id, s.seen_at, s.expires_at, a.display_name, a.password_set_at,
         g.id, g.role, g.unit_path, g.clinic_id, g.practitioner_id
    from sign_ins s
    left join accounts a on a.id = s.account_id and a.disabled_at is null
    left join role_grants g on g.id = s.grant_id and g.account_id = a.id and g.revoked_at is null and g.suspended_at is null
   where s.token_hash = hash and s.ended_at is null
     and (s.kind = 'resident' or (a.id is not null and g.id is not null))
$$;
