import type { OperationContext } from "../../platform/context.ts";
import { q } from "./store.ts";

/**
 * Accounts that may open now and act as a practitioner, or at a clinic's window: whom to tell of work that waits.
 * Runs under the system's wall (jobs); other callers see their own account at most.
 */
export async function accountsWith(
  ctx: OperationContext,
  who: { practitionerId: string } | { role: "clerk"; clinicId: string },
): Promise<string[]> {
  const grants = q(ctx)
    .selectFrom("roleGrants")
    .innerJoin("accounts", "accounts.id", "roleGrants.accountId")
    .select("accounts.id")
    .distinct()
    .where("accounts.disabledAt", "is", null)
    .where("roleGrants.revokedAt", "is", null)
    .where("roleGrants.suspendedAt", "is", null);
  const rows =
    "practitionerId" in who
      ? await grants.where("practitionerId", "=", who.practitionerId).execute()
      : await grants.where("role", "=", who.role).where("clinicId", "=", who.clinicId).execute();
  return rows.map((row) => row.id);
}
