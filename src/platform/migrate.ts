import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

export interface MigrationFile {
  name: string;
  sql: string;
  checksum: string;
}

/** The numbered SQL files of `db/migrations`, in order. */
export function readMigrations(dir: string): MigrationFile[] {
  return readdirSync(dir)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(dir, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Brings the database up to date as its owner: one transaction per file, in order, under an advisory lock.
 * @returns names of the files that were run now
 * @throws Error when an applied file was changed afterwards, or the database knows a file that is not here (an older program).
 */
export async function migrate(ownerUrl: string, dir: string, appPassword: string): Promise<string[]> {
  const files = readMigrations(dir);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('legal-clinic-migrations'))");
    await client.query(
      "create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())",
    );
    await ensureAppRole(client, appPassword);
    const known = new Map(
      (await client.query<{ name: string; checksum: string }>("select name, checksum from schema_migrations")).rows.map(
        (row) => [row.name, row.checksum],
      ),
    );
    for (const name of known.keys())
      if (!files.some((file) => file.name === name))
        throw new Error(
          `The database was migrated by a newer program (${name}). Start that version, or restore a backup.`,
        );
    const run: string[] = [];
    for (const file of files) {
      const applied = known.get(file.name);
      if (applied === file.checksum) continue;
      if (applied) throw new Error(`Migration ${file.name} was changed after it was applied. Write a new one instead.`);
      await client.query("begin");
      try {
        await client.query(file.sql);
        await client.query("insert into schema_migrations (name, checksum) values ($1, $2)", [
          file.name,
          file.checksum,
        ]);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback");
        throw new Error(`Migration ${file.name} failed: ${error instanceof Error ? error.message : String(error)}`);
      }
      run.push(file.name);
    }
    return run;
  } finally {
    await client.end();
  }
}

/** The application signs in as `clinic_app`: owns nothing, cannot bypass row-level security. */
async function ensureAppRole(client: pg.Client, password: string): Promise<void> {
  const literal = pg.escapeLiteral(password);
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = 'clinic_app') then
      create role clinic_app login nosuperuser nocreatedb nocreaterole nobypassrls;
    end if;
  end $$`);
  await client.query(`alter role clinic_app login nosuperuser nocreatedb nocreaterole nobypassrls password ${literal}`);
}

/** What the job tables were made for (see {@link grantJobs}); undefined when they do not stand. */
export async function jobsStamp(ownerUrl: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ stamp: string | null }>(
      "select obj_description(to_regnamespace('pgboss')::oid, 'pg_namespace') as stamp",
    );
    return rows[0]?.stamp ?? undefined;
  } finally {
    await client.end();
  }
}

/**
 * Lets the application use the job tables, which pg-boss makes itself.
 * @param stamp program version and queue names, kept as the schema's comment: an equal one at the next start saves the work
 */
export async function grantJobs(ownerUrl: string, stamp = ""): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("grant usage on schema pgboss to clinic_app");
    await client.query("grant select, insert, update, delete on all tables in schema pgboss to clinic_app");
    await client.query("grant execute on all functions in schema pgboss to clinic_app");
    await client.query(`comment on schema pgboss is ${pg.escapeLiteral(stamp)}`);
  } finally {
    await client.end();
  }
}

/** The owner's URL with the application's role and password in it. */
export function appUrlOf(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = "clinic_app";
  url.password = password;
  return url.toString();
}
