import { type Database, literal, sql } from "./database.ts";

/** What row-level security knows of the caller during one transaction. */
export interface Wall {
  /** Area path prefix; null reaches nothing by place. */
  reach: string | null;
  residentId: string | null;
  practitionerId: string | null;
  accountId: string | null;
  role: string;
}

/**
 * Runs `work` in one transaction with the wall set. BEGIN and the settings go out as one message, and `closing`
 * (the audit entry) goes out together with COMMIT: two round trips saved on every request.
 */
export async function inTransaction<T>(
  database: Database,
  wall: Wall,
  work: (db: Database) => Promise<T>,
  closing?: (result: T) => string | undefined,
): Promise<T> {
  return await database.connection().execute(async (db) => {
    await sql.raw(`begin; ${settings(wall)}`).execute(db);
    let result: T;
    try {
      result = await work(db);
    } catch (error) {
      // A dead connection cannot roll back; the server has done it. Keep the first error.
      await sql
        .raw("rollback")
        .execute(db)
        .catch(() => undefined);
      throw error;
    }
    const last = closing?.(result);
    try {
      await sql.raw(last ? `${last}; commit` : "commit").execute(db);
    } catch (error) {
      await sql
        .raw("rollback")
        .execute(db)
        .catch(() => undefined);
      throw error;
    }
    return result;
  });
}

function settings(wall: Wall): string {
  const pairs: [string, string][] = [
    ["app.reach", wall.reach ?? ""],
    ["app.resident", wall.residentId ?? ""],
    ["app.practitioner", wall.practitionerId ?? ""],
    ["app.account", wall.accountId ?? ""],
    ["app.role", wall.role],
  ];
  return `select ${pairs.map(([key, value]) => `set_config('${key}', ${literal(value)}, true)`).join(", ")}`;
}
