import type pg from "pg";

/**
 * What the database is now, as SQL a person can read: tables with columns and constraints, indexes, policies, views,
 * functions, grants of the application. Sorted by name, so that a difference is a change and nothing else.
 */
export async function describeSchema(client: pg.Client): Promise<string> {
  const parts: string[] = [
    "-- What db/migrations add up to. Written by `npm run clinicctl -- schema`; a test compares.\n",
  ];
  const lines = async (query: string, values: unknown[] = []): Promise<string[]> =>
    (await client.query<{ line: string }>(query, values)).rows.map((row) => row.line);

  const relations = await lines(
    "select relname as line from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'schema_migrations' order by relname collate \"C\"",
  );
  for (const table of relations) parts.push(await tableText(client, table, lines));

  const views = await client.query<{ name: string; text: string }>(
    "select viewname as name, definition as text from pg_views where schemaname = 'public' order by viewname collate \"C\"",
  );
  for (const { name, text } of views.rows)
    parts.push(`create view ${name} as\n${text.replace(/[ \t]+$/gm, "").trim()}\n`);

  const functions = await lines(
    `select pg_get_functiondef(p.oid) as line from pg_proc p
      where pronamespace = 'public'::regnamespace order by proname collate "C"`,
  );
  for (const text of functions) parts.push(`${text.trim()};\n`);
  const sequences = await lines(
    `select 'create sequence ' || relname || ';' as line from pg_class c
      where relkind = 'S' and relnamespace = 'public'::regnamespace
        and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'i') order by 1`,
  );
  parts.push(`${sequences.join("\n")}\n`);
  return parts.join("\n");
}

async function tableText(
  client: pg.Client,
  table: string,
  lines: (query: string, values?: unknown[]) => Promise<string[]>,
): Promise<string> {
  const columns = await lines(
    `select '  ' || attname || ' ' || format_type(atttypid, atttypmod)
         || case when attcollation <> 0 and attcollation <> (select typcollation from pg_type where oid = atttypid) then ' collate "C"' else '' end
         || case when attnotnull then ' not null' else '' end
         || case when attidentity <> '' then ' generated always as identity' else '' end
         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  // PostgreSQL 18 lists NOT NULL as constraints of their own; columns say it already.
  const constraints = await lines(
    `select '  constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
      where conrelid = $1::regclass and contype <> 'n' order by contype, conname collate "C"`,
    [table],
  );
  const indexes = await lines(
    `select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class c on c.oid = i.indexrelid
      where indrelid = $1::regclass and not exists (select 1 from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u'))
      order by c.relname collate "C"`,
    [table],
  );
  const policies = await lines(
    `select 'create policy ' || policyname || ' on ' || tablename || ' for ' || lower(cmd)
         || coalesce(E'\\n  using ' || qual, '') || coalesce(E'\\n  with check ' || with_check, '') || ';' as line
       from pg_policies where schemaname = 'public' and tablename = $1 order by policyname collate "C"`,
    [table],
  );
  const triggers = await lines(
    "select pg_get_triggerdef(oid) || ';' as line from pg_trigger where tgrelid = $1::regclass and not tgisinternal order by tgname collate \"C\"",
    [table],
  );
  const grants = await lines(
    `select 'grant ' || string_agg(lower(privilege_type), ', ' order by privilege_type) || ' on ${table} to clinic_app;' as line
       from information_schema.role_table_grants where table_schema = 'public' and table_name = $1 and grantee = 'clinic_app' having count(*) > 0`,
    [table],
  );
  const { rows } = await client.query<{ rls: boolean }>(
    "select relrowsecurity as rls from pg_class where oid = $1::regclass",
    [table],
  );
  return [
    `create table ${table} (\n${[...columns, ...constraints].join(",\n")}\n);`,
    ...indexes,
    ...(rows[0]?.rls ? [`alter table ${table} enable row level security;`] : []),
    ...policies,
    ...triggers,
    ...grants,
    "",
  ].join("\n");
}
