import { violates } from "../../../platform/database.ts";
import { operation } from "../../../platform/operation.ts";
import { done } from "../../../shared/contract.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { identityContract } from "../contract.ts";
import { grantRefusal, rolesGoTogether } from "../rules.ts";
import { forgetCallers } from "../sessions.ts";
import { findGrant, grantsOf, insertGrant, lockAccount, revokeGrantRow } from "../store.ts";
import { grantView } from "../views.ts";
import { isOwn } from "./accounts.ts";

/** Gives a role at a unit. Nobody gives himself one, and administrators hold nothing else (SEC-07). */
export const giveGrant = operation(identityContract.giveGrant, async (ctx, input) => {
  if (isOwn(ctx, input.id)) throw refusal("OWN_ACCOUNT");
  const refused = grantRefusal(input);
  if (refused) throw refusal(refused);
  // The account's row is locked, so that two grants given at once see each other.
  if (!(await lockAccount(ctx, { id: input.id }))) throw notFound();
  const held = await grantsOf(ctx, [input.id]);
  if (held.some((grant) => grant.role === input.role && grant.unitPath === input.unitPath))
    throw refusal("GRANT_EXISTS");
  if (!rolesGoTogether([...held.map((grant) => grant.role), input.role])) throw refusal("TWO_ADMIN_ROLES");
  try {
    const { role, unitPath, unitName, clinicId = null, practitionerId = null } = input;
    return grantView(
      await insertGrant(ctx, { accountId: input.id, role, unitPath, unitName, clinicId, practitionerId }),
    );
  } catch (error) {
    if (violates(error, "role_grants_one_admin")) throw refusal("TWO_ADMIN_ROLES");
    // A suspended grant of the same kind counts too.
    if (violates(error, "role_grants_once")) throw refusal("GRANT_EXISTS");
    throw error;
  }
});

/** Takes a role back; sessions under it end at once (REL-22). */
export const revokeGrant = operation(identityContract.revokeGrant, async (ctx, { id }) => {
  const grant = await findGrant(ctx, id, { suspended: true });
  if (!grant) throw notFound();
  if (isOwn(ctx, grant.accountId)) throw refusal("OWN_ACCOUNT");
  if (!(await revokeGrantRow(ctx, id))) throw notFound();
  forgetCallers();
  return done;
});
