import type { OperationContext } from "../../platform/context.ts";
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
