import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { sql } from "../../platform/database.ts";
import { codeOf, EVERYWHERE } from "../../shared/area-path.ts";
import { notFound } from "../../shared/refusal.ts";
import { areaPathOf } from "../network/index.ts";

/** Whose records are counted: everything below a path, or a practitioner's own. */
export interface Scope {
  /** Area or clinic path; `/` for everything. */
  path: string;
  /** A practitioner counts his own work only, wherever it was. */
  practitionerId: string | null;
  /** The area that was asked for, in the address of lists. */
  area: string | null;
  /** The caller's own clinic. */
  clinicId: string | null;
  unitName: string;
}

/**
 * The scope of a caller, or of an area within his reach.
 * @throws NotFound for an area that is unknown or outside the reach
 */
export function scopeOf(ctx: OperationContext, area?: string): Scope {
  if (ctx.reach === null) throw notFound();
  const path = area === undefined ? ctx.reach : areaPathOf(ctx, area);
  if (!path.startsWith(ctx.reach)) throw notFound();
  const staff = ctx.caller.kind === "staff" ? ctx.caller : undefined;
  const practitionerId = ctx.role === "practitioner" ? (staff?.practitionerId ?? null) : null;
  if (ctx.role === "practitioner" && practitionerId === null) throw notFound();
  return {
    // Own work counts wherever it was, unless a place was asked for.
    path: practitionerId !== null && area === undefined ? EVERYWHERE : path,
    practitionerId,
    area: area ?? null,
    clinicId: ctx.role === "clerk" ? (staff?.clinicId ?? null) : null,
    unitName: practitionerId !== null ? (staff?.name ?? "") : nameOf(ctx, path),
  };
}

function nameOf(ctx: OperationContext, path: string): string {
  if (path === EVERYWHERE) return ctx.pack.name;
  return ctx.pack.findAreaByPath(path)?.name ?? ctx.pack.findClinic(codeOf(path))?.name ?? "";
}

/** The code of the scope's area for lists that are not bound to a reach by themselves. */
export const areaCodeOf = (scope: Scope): string | null => (scope.path === EVERYWHERE ? null : codeOf(scope.path));

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
