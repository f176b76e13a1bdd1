import type { OperationContext } from "../../platform/context.ts";
import type { Clinic } from "./contract.ts";
import { clinicMovesFor, placeNames } from "./rules.ts";
import type { ClinicRow } from "./store.ts";

/** A clinic as its page shows it. */
export function clinicView(ctx: OperationContext, { updatedAt: _, ...row }: ClinicRow): Clinic {
  const manages = ctx.can("clinic:manage") && ctx.reach !== null && row.path.startsWith(ctx.reach);
  return { ...row, placeNames: placeNames(ctx.pack, row.path), can: clinicMovesFor(row.state, manages) };
}
