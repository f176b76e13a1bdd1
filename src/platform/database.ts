import { CamelCasePlugin, Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { addLayerTime, layerTimesOn } from "./layer-times.ts";

// int8 (counts) as numbers; dates stay civil strings; instants become ISO strings, the form in which they go out.
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1082, (value) => value);
pg.types.setTypeParser(1184, (value) => new Date(value).toISOString());

/** A database handle whose tables are not named yet; a store names its own with {@link tables}. */
export type Database = Kysely<Record<never, never>>;

/** An instant in a table: read as an ISO string, written as Date or ISO string. */
export type Timestamp = import("kysely").ColumnType<string, Date | string, Date | string>;
/** A column that the database fills. */
export type { Generated } from "kysely";

export interface OpenDatabase {
  db: Database;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a pool on a connection string. */
export function openDatabase(
  url: string,
  options: { max?: number; onError?: (error: Error) => void } = {},
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  pool.on("error", (error) => options.onError?.(error));
  pool.on("connect", prepareWhatRepeats);
  // A connection that dies between two statements of a transaction tells its client, not the pool; unheard, that would
  // end the process. The next statement fails as unavailable, and the pool drops the connection.
  pool.on("connect", (client) => client.on("error", (error) => options.onError?.(error)));
  const db = new Kysely<Record<never, never>>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    log: layerTimesOn()
      ? (event) => addLayerTime(layerOf(event.query.sql), event.queryDurationMillis * 1000)
      : undefined,
  });
  return { db, pool, close: () => db.destroy() };
}

/**
 * `on conflict (…) where state = $3`: PostgreSQL finds the partial unique index by the value, which a plan kept for any
 * value does not have (“there is no unique or exclusion constraint matching”).
 */
const needsItsValues = / on conflict \([^)]*\) where /;

/** Names of statements that came often enough to be prepared, the same on every connection. */
const prepared = new Map<string, { times: number; name: string | undefined }>();
const MOST_PREPARED = 400;
const OFTEN = 3;

/**
 * Planning costs more than running for most of our statements (joins behind policies), so those that come again are
 * prepared under a name: PostgreSQL plans them a few times and keeps the plan. Statements made up anew each time
 * (long lists of values) are left alone, and their number is bounded.
 */
function prepareWhatRepeats(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const named = (text: unknown, values?: unknown, ...rest: unknown[]) => {
    if (typeof text !== "string" || !Array.isArray(values) || values.length === 0 || rest.length > 0)
      return query(text, values, ...rest);
    const name = needsItsValues.test(text) ? undefined : nameOf(text);
    return name ? query({ name, text, values }) : query(text, values);
  };
  client.query = named as typeof client.query;
}

function nameOf(text: string): string | undefined {
  const known = prepared.get(text);
  if (!known) {
    // Texts that never came back make room; those with a name stay, since connections hold them.
    if (prepared.size > 5 * MOST_PREPARED) for (const [other, { name }] of prepared) if (!name) prepared.delete(other);
    prepared.set(text, { times: 1, name: undefined });
    return undefined;
  }
  known.times += 1;
  if (known.name === undefined && known.times >= OFTEN) {
    namesGiven += 1;
    if (namesGiven <= MOST_PREPARED) known.name = `s${namesGiven}`;
  }
  return known.name;
}
let namesGiven = 0;

/** A bench asks where time goes: opening with the wall, and the audit entry that travels with COMMIT, are named apart. */
function layerOf(text: string): string {
  if (text.startsWith("begin;")) return "access (BEGIN + wall)";
  if (text.startsWith("insert into audit_entries")) return "audit + COMMIT";
  return text === "commit" || text === "rollback" ? "COMMIT" : "SQL";
}

/** The same handle with a store's own tables: touching another module's table does not compile. */
export function tables<T>(holder: { db: Database }): Kysely<T> {
  return holder.db as unknown as Kysely<T>;
}

/** A PostgreSQL error, where it is one. */
export function databaseError(error: unknown): { code: string; constraint?: string } | undefined {
  if (error instanceof Error && "code" in error && typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code))
    return error as unknown as { code: string; constraint?: string };
  return undefined;
}

/** True when the error is the violation of the unique (or exclusion) constraint of that name. */
export function violates(error: unknown, constraint: string): boolean {
  const found = databaseError(error);
  return (found?.code === "23505" || found?.code === "23P01") && found.constraint === constraint;
}

/** True when the database cannot be talked to now: the answer is 503, try again. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    /^(57P0[123]|08|53300)/.test(code) ||
    ["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE"].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable|Client has encountered/.test(
      error.message,
    )
  );
}

/** A text as an SQL literal, for the two statements that are sent together with BEGIN and COMMIT. */
export const literal = (text: string): string => pg.escapeLiteral(text);

export { sql };
