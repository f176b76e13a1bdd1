-- Network: areas of the city, clinics; practitioners who serve. Public facts (公示): everybody reads, the tiers write.

create table areas (
  code text primary key,
  name text not null,
  short_name text not null,
  tier text not null check (tier in ('city', 'district', 'town', 'village')),
  parent_code text references areas deferrable initially deferred,
  path text collate "C" not null unique,
  official_code text,
  marks text[] not null default '{}'
);
create index areas_parent on areas (parent_code);

create table clinics (
  id uuid primary key,
  code text not null unique,
  area_code text not null references areas,
  path text collate "C" not null unique,
  tier text not null check (tier in ('city', 'district', 'town', 'village')),
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
  state text not null default 'running' check (state in ('planned', 'running', 'paused', 'closed')),
  pause_reason text,
  updated_at timestamptz not null
);
create index clinics_area on clinics (area_code);

create table practitioners (
  id uuid primary key,
  code text not null unique,
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
  state text not null default 'active' check (state in ('active', 'suspended', 'left')),
  phone_sealed text,
  updated_at timestamptz not null
);
create index practitioners_unit on practitioners (unit_path);

alter table areas enable row level security;
create policy areas_read on areas for select using (true);
create policy areas_write on areas for insert with check (wall_system());
create policy areas_change on areas for update using (wall_system());
alter table clinics enable row level security;
create policy clinics_read on clinics for select using (true);
create policy clinics_write on clinics for insert with check (wall_place(path));
create policy clinics_change on clinics for update using (wall_place(path)) with check (wall_place(path));
alter table practitioners enable row level security;
create policy practitioners_read on practitioners for select using (true);
create policy practitioners_write on practitioners for insert with check (wall_place(unit_path));
create policy practitioners_change on practitioners for update using (wall_place(unit_path)) with check (wall_place(unit_path));

-- What the stores of higher modules may read of these public facts.
create view clinic_facts with (security_invoker = true) as
  select id, code, area_code, path, tier, name, host, address, phone, contact_is_demo, lines, access, dialects, state
    from clinics;
create view practitioner_facts with (security_invoker = true) as
  select id, name, profession, employer, good_at, state from practitioners;
-- Whoever manages a practitioner's entry stops the grants he serves under, wherever he serves (REL-22).
create function wall_manages(practitioner uuid) returns boolean stable language sql as $$
  select wall_role('{town,district,city}')
     and exists (select 1 from practitioners p where p.id = practitioner and wall_place(p.unit_path))
$$;
create policy role_grants_managed on role_grants for select using (role = 'practitioner' and wall_manages(practitioner_id));
create policy role_grants_suspend on role_grants for update using (role = 'practitioner' and wall_manages(practitioner_id));
