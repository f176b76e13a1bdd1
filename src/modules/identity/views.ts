import type { z } from "zod";
import type { OperationContext } from "../../platform/context.ts";
import { permissionsOf, roleLabels } from "../../shared/permissions.ts";
import type { Account, Grant, Me, StaffRole as StaffRoleSchema } from "./contract.ts";
import { accountMovesFor } from "./rules.ts";
import { type AccountRow, type GrantRow, grantsOf } from "./store.ts";
import { locksOf } from "./store-limits.ts";

type StaffRole = z.infer<typeof StaffRoleSchema>;

/** A grant as the contract shows it. */
export function grantView(row: GrantRow): Grant {
  const role: StaffRole = row.role;
  return {
    id: row.id,
    role,
    roleLabel: roleLabels[role],
    unitName: row.unitName,
    unitPath: row.unitPath,
    clinicId: row.clinicId,
    practitionerId: row.practitionerId,
  };
}

/** Who the caller is, acting under `grantId` (default: the session's grant). Residents are named by their own module. */
export async function meView(ctx: OperationContext, grantId?: string): Promise<Me> {
  const { caller } = ctx;
  if (caller.kind !== "staff")
    return {
      kind: "resident",
      name: "",
      role: "resident",
      permissions: permissionsOf("resident"),
      grant: null,
      grants: [],
      mustSetPassword: false,
      demo: ctx.demo,
    };
  const grants = (await grantsOf(ctx, [caller.accountId])).map(grantView);
  const grant = grants.find((one) => one.id === (grantId ?? caller.grantId)) ?? null;
  const role = grant?.role ?? caller.role;
  return {
    kind: "staff",
    name: caller.name,
    role,
    permissions: permissionsOf(role),
    grant,
    grants,
    mustSetPassword: caller.mustSetPassword,
    demo: ctx.demo,
  };
}

/** Accounts with their grants, locks and the moves that the caller has. */
export async function accountViews(ctx: OperationContext, rows: readonly AccountRow[]): Promise<Account[]> {
  const grants = Map.groupBy(
    await grantsOf(
      ctx,
      rows.map((row) => row.id),
    ),
    (grant) => grant.accountId,
  );
  const locks = await locksOf(
    ctx,
    rows.map((row) => row.loginName),
  );
  return rows.map((row) => {
    const own = grants.get(row.id) ?? [];
    const lockedUntil = locks.get(row.loginName) ?? null;
    return {
      id: row.id,
      loginName: row.loginName,
      displayName: row.displayName,
      disabledAt: row.disabledAt,
      lockedUntil,
      lastSeenAt: row.lastSeenAt,
      grants: own.map(grantView),
      can: accountMovesFor({
        own: ctx.caller.kind === "staff" && ctx.caller.accountId === row.id,
        disabled: row.disabledAt !== null,
        locked: lockedUntil !== null,
        roles: own.map((grant) => grant.role),
        hasPassword: row.passwordHash !== null,
        may: ctx.can,
      }),
    };
  });
}
