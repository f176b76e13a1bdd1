import type { RawBuilder } from "kysely";
import { sql } from "../../platform/database.ts";
import { EVERYWHERE } from "../../shared/area-path.ts";
import type { Scope } from "./scope.ts";

/** `column` lies below the scope's path: an index range, because paths are in collation C. */
export function below(scope: Scope, column: RawBuilder<unknown>): RawBuilder<boolean> {
  if (scope.path === EVERYWHERE) return sql<boolean>`true`;
  return sql<boolean>`(${column} >= ${scope.path} and ${column} < ${`${scope.path.slice(0, -1)}0`})`;
}

/** The scope as a condition on facts that name their practitioner. */
export function own(scope: Scope, alias: "f" | "m"): RawBuilder<boolean> {
  const path = below(scope, sql.ref(`${alias}.unit_path`));
  if (scope.practitionerId === null) return path;
  return sql<boolean>`(${path} and ${sql.ref(`${alias}.practitioner_id`)} = ${scope.practitionerId})`;
}

/** The scope as a condition on `session_facts f`: a practitioner's are those he has duty in. */
export function ownSessions(scope: Scope): RawBuilder<boolean> {
  const path = below(scope, sql`f.unit_path`);
  if (scope.practitionerId === null) return path;
  return sql<boolean>`(${path} and f.id in (select d.session_id from duty_facts d where d.practitioner_id = ${scope.practitionerId}))`;
}
