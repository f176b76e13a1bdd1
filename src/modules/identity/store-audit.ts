import type { OperationContext } from "../../platform/context.ts";
import { sql, type Timestamp, tables } from "../../platform/database.ts";

interface AuditTables {
  auditEntries: {
    id: string;
    seq: number;
    at: Timestamp;
    actorKind: string;
    actorId: string | null;
    role: string;
    action: string;
    subjectType: string | null;
    subjectId: string | null;
    fields: string[];
    outcome: string;
    code: string | null;
    purpose: string | null;
    ip: string;
    requestId: string;
  };
}

const columns = [
  "id",
  "seq",
  "at",
  "actorKind",
  "actorId",
  "role",
  "action",
  "subjectType",
  "subjectId",
  "fields",
  "outcome",
  "code",
  "purpose",
  "ip",
  "requestId",
] as const;

/** One page of the audit, newest first. The platform writes it; only the audit administrator's wall opens it. */
export async function listEntries(
  ctx: OperationContext,
  page: { action?: string; subjectId?: string; from?: string; to?: string; page: number; size: number },
) {
  let query = tables<AuditTables>(ctx).selectFrom("auditEntries");
  if (page.action) query = query.where(sql<boolean>`starts_with(action, ${page.action})`);
  if (page.subjectId) query = query.where("subjectId", "=", page.subjectId);
  if (page.from) query = query.where(sql<boolean>`at >= ${page.from}::timestamptz`);
  if (page.to) query = query.where(sql<boolean>`at < ${page.to}::timestamptz`);
  const { total } = await query.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const items = await query
    .select(columns)
    .orderBy("seq", "desc")
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute();
  return { items, total };
}
