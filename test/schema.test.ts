import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { describeSchema } from "../src/platform/describe-schema.ts";
import { migrate } from "../src/platform/migrate.ts";
import { createDatabase, createTemplate } from "./harness/postgres.ts";

const root = join(import.meta.dirname, "..");

describe("the database", () => {
  let client: pg.Client;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const server = inject("postgresUrl");
    const empty = await createTemplate(server, "empty_0", async () => undefined);
    const database = await createDatabase(server, empty);
    drop = database.drop;
    await migrate(database.url, join(root, "db/migrations"), "test-app-password");
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await drop?.();
  });

  test("db/schema.sql is what the migrations add up to (clinicctl schema writes it anew)", async () => {
    expect(readFileSync(join(root, "db/schema.sql"), "utf8")).toBe(await describeSchema(client));
  });

  test("every table has row-level security and at least one policy", async () => {
    const { rows } = await client.query<{ name: string; open: boolean; policies: number }>(`
      select c.relname as name, not c.relrowsecurity as open,
             (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
        from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migrations'`);
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter((row) => row.open || row.policies === 0)).toEqual([]);
  });

  test("views look with the eyes of whoever asks", async () => {
    const { rows } = await client.query(
      "select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace and not coalesce(reloptions::text like '%security_invoker=true%', false)",
    );
    expect(rows).toEqual([]);
  });

  test("the application's role owns nothing and cannot pass the wall", async () => {
    const { rows } = await client.query(
      "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'clinic_app'",
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    const owned = await client.query("select relname from pg_class where relowner = 'clinic_app'::regrole");
    expect(owned.rows).toEqual([]);
  });

  test.each(["audit_entries", "matter_events"])("%s is append-only, for the owner too", async (table) => {
    const trigger = await client.query(
      "select 1 from pg_trigger where tgrelid = $1::regclass and not tgisinternal and tgname like '%append_only'",
      [table],
    );
    expect(trigger.rowCount).toBe(1);
    const grants = await client.query(
      "select privilege_type from information_schema.role_table_grants where grantee = 'clinic_app' and table_name = $1 order by 1",
      [table],
    );
    expect(grants.rows.map((row) => row.privilege_type)).toEqual(["INSERT", "SELECT"]);
  });

  test("columns that hold what somebody said or who they are carry the mark of sealing", async () => {
    const { rows } = await client.query<{ name: string }>(`
      select c.table_name || '.' || column_name as name from information_schema.columns c
         join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
       where c.table_schema = 'public' and c.table_name not in ('areas', 'clinics', 'practitioners', 'accounts', 'role_grants', 'schema_migrations', 'audit_entries')
         and column_name ~ '(^|_)(name|phone|address|narrative|note|comment|text|body|id_number|answers|counterpart)$'`);
    expect(rows.map((row) => row.name).sort()).toEqual(["matter_events.actor_name", "tickets.masked_name"]);
  });

  test("only portable SQL: no domains, exclusion constraints, listeners or serializable (standards 5.1)", () => {
    const schema = readFileSync(join(root, "db/schema.sql"), "utf8");
    expect(schema).not.toMatch(/create domain|exclude using|inherits \(|multirange/i);
  });
});
