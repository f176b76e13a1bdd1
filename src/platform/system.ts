import { auditStatement } from "./audit.ts";
import { makeContext, type OperationContext, type Platform } from "./context.ts";
import { wallOf } from "./operation.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Runs work as the system (set-up, jobs, the command line) in one transaction with the whole reach, audited as `action`.
 * @param action what the audit entry says, `module.verb`
 */
export async function asSystem<T>(
  platform: Platform,
  action: string,
  work: (ctx: OperationContext) => Promise<T>,
  requestId = `system:${process.pid}`,
): Promise<T> {
  const caller = { kind: "system" } as const;
  const wall = wallOf(caller, false);
  let ctx: ReturnType<typeof makeContext> | undefined;
  return await inTransaction(
    platform.database,
    wall,
    async (db) => {
      ctx = makeContext(platform, { db, caller, request: { requestId, ip: "", userAgent: action }, reach: wall.reach });
      return await work(ctx);
    },
    () => ctx && auditStatement(ctx, { action, subject: ctx.subject, fields: [], outcome: "done" }),
  );
}
