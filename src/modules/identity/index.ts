import type { OperationContext } from "../../platform/context.ts";
import { serverModule } from "../../platform/module.ts";
import { identityContract } from "./contract.ts";
import { disableIdleAccounts } from "./jobs.ts";
import {
  createAccount,
  disableAccount,
  enableAccount,
  listAccounts,
  newLink,
  unlockAccount,
} from "./operations/accounts.ts";
import { giveGrant, revokeGrant } from "./operations/grants.ts";
import { listAudit } from "./operations/list-audit.ts";
import { changePassword, me, signOut, useGrant } from "./operations/session.ts";
import { signIn } from "./operations/sign-in.ts";
import { useLink } from "./operations/use-link.ts";
import { forgetCallers } from "./sessions.ts";
import { setGrantsSuspended } from "./store.ts";

export const identity = serverModule({
  name: "identity",
  contract: identityContract,
  operations: {
    me,
    signIn,
    useLink,
    signOut,
    changePassword,
    useGrant,
    listAccounts,
    createAccount,
    newLink,
    disableAccount,
    enableAccount,
    unlockAccount,
    giveGrant,
    revokeGrant,
    listAudit,
  },
  jobs: [disableIdleAccounts],
});

/**
 * Stops what a practitioner may open, or opens it again: his sessions answer as nobody's within a second (REL-22).
 * For whoever manages the practitioner's entry; the database's wall says so again.
 */
export async function suspendPractitioner(
  ctx: OperationContext,
  practitionerId: string,
  suspended: boolean,
): Promise<void> {
  await setGrantsSuspended(ctx, practitionerId, suspended ? ctx.now : null);
  forgetCallers();
}

export { ensureAccount, grantTo, mintLink, signInForTest } from "./accounts.ts";
export { takeToken } from "./limits.ts";
export { resolveCaller, startSession } from "./sessions.ts";
export { accountsWith } from "./store-handlers.ts";
