import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** Server settings of every test server, besides `fsync: false`. */
export const testSettings: Record<string, string> = { max_connections: "300", shared_buffers: "128MB" };

// Any constant: one template is built at a time on a server, because builds make roles, which all databases share.
const buildLock = 7_305_118;
const anHour = 3_600_000;

/**
 * Makes sure that the template database `name` exists; the first of all parallel workers builds it, the others wait.
 * In: the owner url of the server (any database), a name that ends in `_<hash of what build does>` (so that a change
 * makes a new one), and `build`, which gets an owner url of an empty database and must close its connections.
 * Out: the name, for `createDatabase`. Errors: whatever `build` throws; the half-built database goes away.
 * Also drops databases of this harness that are older than an hour and unused (older hashes, killed runs).
 */
export async function createTemplate(
  ownerUrl: string,
  name: string,
  build: (ownerUrlOfDb: string) => Promise<void>,
): Promise<string> {
  await onServer(ownerUrl, async (client) => {
    if (await isTemplate(client, name)) return;
    await client.query("select pg_advisory_lock($1)", [buildLock]);
    // From here on in the session: the lock ends with the connection, also when this process is killed.
    if (await isTemplate(client, name)) return;
    await sweep(client, name);
    const half = `${name}_building`;
    await client.query(`drop database if exists ${quote(half)} with (force)`);
    await client.query(`create database ${quote(half)}`);
    try {
      await build(databaseUrl(ownerUrl, half));
      await client.query(`alter database ${quote(half)} rename to ${quote(name)}`);
    } catch (error) {
      await client.query(`drop database if exists ${quote(half)} with (force)`);
      throw error;
    }
    await mark(client, name);
    // Last, because it says "ready": no connections, so that copying it can never be refused.
    await client.query(`alter database ${quote(name)} with is_template true allow_connections false`);
  });
  return name;
}

/**
 * A fresh database for one test file, copied from `template` (about 100 ms).
 * Out: its owner url, and `drop()`, which also ends connections that are still open.
 */
export async function createDatabase(
  ownerUrl: string,
  template: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(ownerUrl, async (client) => {
    await client.query(`create database ${quote(name)} template ${quote(template)} strategy wal_log`);
    await mark(client, name);
  });
  return {
    url: databaseUrl(ownerUrl, name),
    drop: () => onServer(ownerUrl, async (client) => void (await client.query(dropStatement(name)))),
  };
}

/** The same url with another database in it. */
export function databaseUrl(ownerUrl: string, database: string): string {
  const url = new URL(ownerUrl);
  url.pathname = `/${database}`;
  return url.href;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const dropStatement = (name: string) => `drop database if exists ${quote(name)} with (force)`;

async function onServer(ownerUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: databaseUrl(ownerUrl, "postgres") });
  // A server that goes away between two statements must fail the statement, not the whole process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function isTemplate(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1 and datistemplate", [name]);
  return rowCount === 1;
}

async function mark(client: Client, name: string): Promise<void> {
  await client.query(`comment on database ${quote(name)} is 'test harness ${Date.now()}'`);
}

async function sweep(client: Client, keep: string): Promise<void> {
  const { rows } = await client.query<{ name: string; comment: string }>(`
    select datname as name, shobj_description(oid, 'pg_database') as comment from pg_database d
    where shobj_description(oid, 'pg_database') like 'test harness %'
      and not exists (select from pg_stat_activity a where a.datid = d.oid)`);
  for (const { name, comment } of rows) {
    if (name === keep || Date.now() - Number(comment.split(" ").at(-1)) < anHour) continue;
    await client.query(`alter database ${quote(name)} with is_template false`).catch(() => undefined);
    await client.query(dropStatement(name)).catch(() => undefined);
  }
}
