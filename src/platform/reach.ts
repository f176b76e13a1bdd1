import { type RawBuilder, sql } from "kysely";
import { NotFound } from "../shared/refusal.ts";
import type { OperationContext } from "./context.ts";

/**
 * The application's wall as an SQL condition on a `unit_path` column (collation C, so that the prefix is an index range).
 * A caller without a reach gets `false`. Residents are admitted by their own id column; a practitioner and a proxy
 * reach their own rows only, where such a column is given.
 */
export function withinReach(
  ctx: OperationContext,
  column: string,
  own: { resident?: string; practitioner?: string; account?: string } = {},
): RawBuilder<boolean> {
  if (!ctx.appWall) return sql<boolean>`true`;
  const parts: RawBuilder<boolean>[] = [];
  const ownOnly = (own.practitioner && ctx.role === "practitioner") || (own.account && ctx.role === "proxy");
  if (ctx.reach !== null && !ownOnly) {
    // The upper bound of a prefix range: paths end in "/" and "0" is the character after "/".
    const upper = `${ctx.reach.slice(0, -1)}0`;
    parts.push(sql<boolean>`(${sql.ref(column)} >= ${ctx.reach} and ${sql.ref(column)} < ${upper})`);
  }
  if (own.resident && ctx.caller.kind === "resident")
    parts.push(sql<boolean>`${sql.ref(own.resident)} = ${ctx.caller.residentId}`);
  if (own.practitioner && ctx.caller.kind === "staff" && ctx.caller.practitionerId)
    parts.push(sql<boolean>`${sql.ref(own.practitioner)} = ${ctx.caller.practitionerId}`);
  if (own.account && ctx.role === "proxy" && ctx.caller.kind === "staff")
    parts.push(sql<boolean>`${sql.ref(own.account)} = ${ctx.caller.accountId}`);
  if (parts.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

/** The row, or 404. */
export function found<T>(row: T | undefined): T {
  if (row === undefined) throw new NotFound();
  return row;
}
