import { operation } from "../../../platform/operation.ts";
import { identityContract } from "../contract.ts";
import { listEntries } from "../store-audit.ts";

/** The audit, newest first; looking at it is audited itself. */
export const listAudit = operation(identityContract.listAudit, (ctx, question) => listEntries(ctx, question));
